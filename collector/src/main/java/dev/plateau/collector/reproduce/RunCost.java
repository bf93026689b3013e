package dev.plateau.collector.reproduce;

import java.util.Map;

/**
 * About how long a planned run takes on one core, for their order and for progress; measured once,
 * on a small server. A wrong guess costs a less even bar and nothing else.
 */
public final class RunCost {
  /** Start of a trainer's JVM, and its last words. */
  private static final double START_SECONDS = 3;

  private static final String SDE = "sde";
  private static final String SDE_DEFAULT = "diagonal";
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
      Map.ofEntries(
          Map.entry("mnist-support", new StepCost(75_000, 160)),
          Map.entry("features-head", new StepCost(11_000, 50)),
          Map.entry("teacher-student-2", new StepCost(800, 0)),
          Map.entry("teacher-student-3", new StepCost(1200, 0)),
          Map.entry("regression-1d", new StepCost(540, 0)),
          Map.entry("diagonal", new StepCost(80, 0)),
          Map.entry("diagonal-gd", new StepCost(80, 0)),
          Map.entry("label-noise", new StepCost(70, 0)),
          Map.entry("trajectories", new StepCost(200, 0)),
          Map.entry("quadratic-1d", new StepCost(80, 0)),
          Map.entry("resnet-cifar", new StepCost(10_000, 8_000)),
          Map.entry("toy-abx", new StepCost(3, 0)),
          Map.entry("diagonal-depth", new StepCost(300, 0)),
          Map.entry("balancing", new StepCost(10, 0)));

  /** Of {@code sde}, by its setting {@code model}. */
  private static final Map<String, StepCost> SDE_STEPS =
      Map.ofEntries(
          Map.entry(SDE_DEFAULT, new StepCost(110, 0)),
          Map.entry("regression-1d", new StepCost(450, 0)),
          Map.entry("teacher-student-2", new StepCost(80, 0)),
          Map.entry("teacher-student-3", new StepCost(280, 0)));

  private RunCost() {}

  /** Seconds, above 0. */
  public static double seconds(PlannedRun run) {
    StepCost cost = stepCost(run);
    double micros = cost.stepMicros + cost.sampleMicros * batchSize(run);
    return START_SECONDS + run.steps() * micros / 1e6;
  }

  private static StepCost stepCost(PlannedRun run) {
    if (run.experiment().equals(SDE)) {
      return SDE_STEPS.getOrDefault(run.settings().getOrDefault("model", SDE_DEFAULT), NETWORK);
    }
    return STEPS.getOrDefault(run.experiment(), NETWORK);
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
