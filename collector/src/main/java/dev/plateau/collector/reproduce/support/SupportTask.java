package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.PlannedRun;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * What is learned, from which first weights and at which step size; all {@link Variant}s of it are
 * planned here and nowhere else, so that figures which need the same run name equal ones.
 *
 * @param experiment its name for {@code plateau train}
 * @param learningRate step size
 * @param initSeed draws the first weights
 * @param activation of {@code support-sine}'s hidden layers; empty: the experiment's default
 */
record SupportTask(String experiment, String learningRate, int initSeed, String activation) {
  /** Σ x_i by a deep linear network. */
  static final SupportTask LINEAR = new SupportTask("support-linear", "0.1", 0, "");

  /** sin(Σ x_i) by a deep linear network. */
  static final SupportTask SINE = new SupportTask("support-sine", "0.1", 0, "");

  /** sin(Σ x_i) by a deep ReLU network. */
  static final SupportTask SINE_RELU = new SupportTask("support-sine", "0.1", 0, "relu");

  /** Powers of the relevant inputs by a deep linear network. */
  static final SupportTask STAIRCASE = new SupportTask("support-staircase", "0.1", 0, "");

  /** From how many trajectories on there is time for gradient descent of 200,000 steps. */
  private static final int TRAJECTORIES_FOR_LONG_RUN = 10;

  private static final long LONG_RUN = 200_000;

  /** The same at another step size. */
  SupportTask at(String otherRate) {
    return new SupportTask(experiment, otherRate, initSeed, activation);
  }

  /** The same from other first weights. */
  SupportTask from(int otherInit) {
    return new SupportTask(experiment, learningRate, otherInit, activation);
  }

  /** Its run of a variant, the first of its trajectories. */
  PlannedRun run(Variant variant, Extent extent) {
    return run(variant, 0, extent);
  }

  /** Its runs of several variants. */
  List<PlannedRun> runs(List<Variant> variants, Extent extent) {
    return variants.stream().map(variant -> run(variant, extent)).toList();
  }

  /**
   * Runs of a variant from the same weights in different orders of samples; one where the order
   * changes nothing.
   */
  List<PlannedRun> trajectories(Variant variant, Extent extent) {
    int count = variant.takesAllSamples() ? 1 : extent.trajectories();
    return LongStream.range(0, count).mapToObj(seed -> run(variant, seed, extent)).toList();
  }

  /** All trajectories of several variants. */
  List<PlannedRun> trajectories(List<Variant> variants, Extent extent) {
    return variants.stream().flatMap(variant -> trajectories(variant, extent).stream()).toList();
  }

  /** Steps of the run of a variant. */
  long steps(Variant variant, Extent extent) {
    boolean isLong =
        equals(LINEAR)
            && variant == Variant.GD
            && !extent.isQuick()
            && extent.trajectories() >= TRAJECTORIES_FOR_LONG_RUN;
    return isLong ? LONG_RUN : variant.steps(extent);
  }

  private PlannedRun run(Variant variant, long seed, Extent extent) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("learning-rate", learningRate);
    settings.put("batch-size", variant.batchSize());
    settings.put("w1-norms", "log:200");
    if (variant == Variant.DECAYED) {
      settings.put("weight-decay", "0.1");
      settings.put("w1-norms", "every:1");
    }
    if (initSeed != 0) {
      settings.put("init-seed", Integer.toString(initSeed));
    }
    if (!activation.isEmpty()) {
      settings.put("activation", activation);
    }
    return new PlannedRun(experiment, seed, steps(variant, extent), settings);
  }
}
