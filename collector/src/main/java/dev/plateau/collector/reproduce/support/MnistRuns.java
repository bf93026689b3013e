package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.MissingRunException;
import dev.plateau.collector.reproduce.PlannedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Runs of {@code mnist-support}, which figures share. In full on all 60,000 training and 10,000
 * test samples, quick on the experiment's 12,000 and 2,000.
 */
final class MnistRuns {
  /** The paper's small batch. */
  static final int SMALL = 32;

  /** The paper's large batch. */
  static final int LARGE = 2048;

  /** η and λ of the run whose weights are decayed, for as many steps. */
  static final double DECAYED_RATE = 0.5;

  static final double DECAY = 0.01;
  static final long DECAYED_STEPS = 20;

  /** Several times what it takes to the test loss at which a run ends. */
  private static final long MOST_STEPS = 400;

  private final Extent extent;

  MnistRuns(Extent extent) {
    this.extent = extent;
  }

  /** Whether there is data to run on. */
  boolean canRun() {
    return extent.mnist().isPresent();
  }

  /** Up to the test loss 0.053, with batches of a size; a trajectory for each seed. */
  List<PlannedRun> toTestLoss(int batchSize) {
    return IntStream.range(0, extent.trajectories())
        .mapToObj(seed -> toTestLoss(batchSize, seed))
        .toList();
  }

  /** The one trajectory of them that is drawn. */
  PlannedRun drawn(int batchSize) {
    return toTestLoss(batchSize, 0);
  }

  private PlannedRun toTestLoss(int batchSize, long seed) {
    String size = Integer.toString(batchSize);
    return extent.isQuick()
        ? PlannedRun.of("mnist-support", seed, MOST_STEPS, "data", data(), "batch-size", size)
        : PlannedRun.of(
            "mnist-support",
            seed,
            MOST_STEPS,
            "data",
            data(),
            "batch-size",
            size,
            "samples",
            "60000",
            "test-samples",
            "10000");
  }

  /** A few steps with weight decay, of a fixed number. */
  PlannedRun decayed() {
    return PlannedRun.of(
        "mnist-support",
        0,
        DECAYED_STEPS,
        "data",
        data(),
        "learning-rate",
        Double.toString(DECAYED_RATE),
        "weight-decay",
        Double.toString(DECAY),
        "stop-at-test-loss",
        "0");
  }

  /** A step on all training samples there are, for what their covariance is. */
  PlannedRun allSamples() {
    return PlannedRun.of("mnist-support", 0, 1, "data", data(), "samples", "60000");
  }

  private String data() {
    return extent
        .mnist()
        .map(Path::toString)
        .orElseThrow(
            () ->
                new MissingRunException(
                    "needs MNIST: say --data DIR, the folder with its four idx files"));
  }
}
