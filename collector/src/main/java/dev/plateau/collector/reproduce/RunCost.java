package dev.plateau.collector.reproduce;

import java.util.Map;

/**
 * About how long a planned run takes on one core, for their order and for progress; measured once,
 * on a small server. A wrong guess costs a less even bar and nothing else.
 */
public final class RunCost {
  /** Start of a trainer's JVM, and its last words. */
  private static final double START_SECONDS = 3;

  private static final String BATCH_SIZE = "batch-size";
  private static final int DEFAULT_BATCH = 32;

  /** What batch size -1 stands for, where the data set is not said. */
  private static final int ALL_SAMPLES = 10_000;

  /**
   * The time of a step: that of any step, and more for each sample of a batch.
   *
   * @param stepMicros microseconds of a step of no sample
   * @param sampleMicros microseconds more for each sample
   */
  private record StepCost(double stepMicros, double sampleMicros) {}

  /** Networks of DL4J pay some 0.4 ms for a step of any size, plain arrays next to nothing. */
  private static final StepCost NETWORK = new StepCost(440, 0.86);

  private static final Map<String, StepCost> STEPS =
      Map.of(
          "mnist-support", new StepCost(75_000, 160),
          "features-head", new StepCost(11_000, 50),
          "teacher-student-3", new StepCost(500, 0),
          "resnet-cifar", new StepCost(10_000, 8_000),
          "diagonal", new StepCost(80, 0),
          "toy-abx", new StepCost(3, 0),
          "diagonal-depth", new StepCost(300, 0),
          "balancing", new StepCost(10, 0));

  private RunCost() {}

  /** Seconds, above 0. */
  public static double seconds(PlannedRun run) {
    StepCost cost = STEPS.getOrDefault(run.experiment(), NETWORK);
    double micros = cost.stepMicros + cost.sampleMicros * batchSize(run);
    return START_SECONDS + run.steps() * micros / 1e6;
  }

  private static int batchSize(PlannedRun run) {
    try {
      int size = Integer.parseInt(run.settings().getOrDefault(BATCH_SIZE, "" + DEFAULT_BATCH));
      return size < 0 ? ALL_SAMPLES : size;
    } catch (NumberFormatException e) {
      // The trainer will say so.
      return DEFAULT_BATCH;
    }
  }
}
