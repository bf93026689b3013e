package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.MissingRunException;
import dev.plateau.collector.reproduce.PlannedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs of {@code features-head}, which figures share. */
final class FeatureRuns {
  private static final long GOLD_STEPS = 2000;

  private final Extent extent;

  FeatureRuns(Extent extent) {
    this.extent = extent;
  }

  /** Whether there are features to run on. */
  boolean canRun() {
    return extent.features().isPresent();
  }

  /** The training that finds the gold support, as a run: the experiment's own gold settings. */
  PlannedRun gold() {
    return run(GOLD_STEPS, "64", "1", "0.004");
  }

  /** Mini-batches of 64. */
  PlannedRun sgd() {
    return run(extent.steps(20_000, 3000), "64", "0.5", "0");
  }

  /** All samples at every step. */
  PlannedRun descent() {
    return run(descentSteps(), "-1", "0.5", "0");
  }

  /** Steps of {@link #descent}. */
  long descentSteps() {
    return extent.steps(2000, 300);
  }

  /** All of them. */
  List<PlannedRun> all() {
    return canRun() ? new ArrayList<>(List.of(gold(), sgd(), descent())) : List.of();
  }

  private PlannedRun run(long steps, String batchSize, String rate, String decay) {
    return PlannedRun.of(
        "features-head",
        0,
        steps,
        "data",
        data(),
        "batch-size",
        batchSize,
        "learning-rate",
        rate,
        "weight-decay",
        decay);
  }

  private String data() {
    return extent
        .features()
        .map(Path::toString)
        .orElseThrow(
            () ->
                new MissingRunException(
                    "needs features of a frozen network: say --features DIR, the folder with"
                        + " features.npy and labels.npy, as 'plateau train mnist-features' makes"
                        + " them"));
  }
}
