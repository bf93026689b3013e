package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.PlannedRun;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Results as the paper's authors have them, as far as they published them: norms at some steps,
 * from their code and pictures; matrices in which as much is left as in the norms.
 */
final class PublishedRuns {
  /** Of the staircase and of the ReLU network no numbers are published; the sine's stand in. */
  private static final Map<String, Map<Variant, double[]>> NORMS =
      Map.of(
          "support-linear 0.1",
          byVariant(
              points(0, 4.48, 2e3, 4.01, 1e4, 3.67, 1.8e4, 3.605, 2e4, 3.60),
              points(
                  0, 4.48, 2e3, 3.99, 1e4, 3.52, 2e4, 3.24, 5e4, 2.78, 1e5, 2.28, 1.05e5, 2.2, 2e5,
                  1.68),
              points(
                  0, 4.48, 2e3, 3.92, 1e4, 3.26, 2e4, 2.77, 3.6e4, 2.2, 5e4, 1.93, 1e5, 1.15, 2e5,
                  0.46),
              points(
                  0, 4.48, 2e3, 3.83, 1e4, 3.0, 2e4, 2.31, 2.1e4, 2.2, 5e4, 1.16, 1e5, 0.36, 2e5,
                  0.046),
              points(
                  0, 4.48, 2e3, 3.62, 1e4, 2.49, 2e4, 1.51, 5e4, 0.3, 1e5, 0.11, 1.5e5, 0.12, 2e5,
                  0.11),
              points(0, 4.48, 600, 0.011, 1000, 0.001, 5000, 0.001)),
          "support-linear 0.2",
          byVariant(
              points(0, 4.48, 2e3, 3.69, 1e4, 3.59, 2e4, 3.59),
              points(
                  0, 4.48, 2e3, 3.6, 1e4, 2.9, 2e4, 2.43, 3e4, 2.2, 5e4, 1.7, 1e5, 1.02, 2e5, 0.5),
              points(0, 4.48, 2e3, 3.38, 1e4, 2.13, 2e4, 1.38, 5e4, 0.48, 2e5, 0.1),
              points(0, 4.48, 2e3, 3.1, 5e3, 2.2, 1e4, 1.25, 2e5, 0.05),
              points(0, 4.48, 2e3, 2.65, 1e4, 0.41, 1.5e5, 0.3, 2e5, 0.3),
              points(0, 4.48, 600, 0.01, 5000, 0.001)),
          "support-linear 0.5",
          byVariant(
              points(0, 4.48, 1e3, 3.58, 2e3, 3.565, 1e4, 3.565, 2e4, 3.565),
              points(0, 4.48, 2e3, 2.7, 4e3, 2.2, 1e4, 1.45, 2e4, 0.78, 2e5, 0.04),
              points(0, 4.48, 1.2e3, 2.2, 2e3, 1.86, 1e4, 0.34, 2e4, 0.04, 2e5, 0.04),
              points(0, 4.48, 900, 2.2, 2e3, 0.96, 1e4, 0.17, 2e5, 0.17),
              points(0, 4.48, 2e3, 1.16, 1.5e5, 1.0, 2e5, 1.0),
              points(0, 4.48, 600, 0.01, 5000, 0.01)),
          "sine",
          byVariant(
              points(0, 4.48, 600, 4.21, 1e3, 4.21, 2e3, 4.21, 2e4, 4.21),
              points(0, 4.48, 2e3, 4.0, 1e4, 3.8, 2e4, 3.72, 1e5, 3.46, 2e5, 3.32),
              points(0, 4.48, 2e3, 3.85, 1e4, 3.6, 2e4, 3.5, 1e5, 3.03, 2e5, 2.55),
              points(0, 4.48, 2e3, 3.68, 1e4, 3.3, 2e4, 3.05, 1e5, 1.6, 2e5, 0.5),
              points(0, 4.48, 2e3, 3.58, 1e4, 2.1, 2e4, 0.89, 1e5, 0.3, 1.5e5, 0.3, 2e5, 0.3),
              points(0, 4.48, 600, 0.011, 1000, 0.001, 5000, 0.001)));

  private static final List<SupportTask> TASKS =
      List.of(
          SupportTask.LINEAR,
          SupportTask.LINEAR.at("0.2"),
          SupportTask.LINEAR.at("0.5"),
          SupportTask.SINE,
          SupportTask.SINE.from(1),
          SupportTask.SINE.from(2),
          SupportTask.SINE.from(3),
          SupportTask.SINE_RELU,
          SupportTask.STAIRCASE);

  private PublishedRuns() {}

  /** Step, norm, step, norm … */
  private static double[] points(double... stepsAndNorms) {
    return stepsAndNorms;
  }

  /** In the order of {@link Variant}. */
  private static Map<Variant, double[]> byVariant(
      double[] gd,
      double[] sgd512,
      double[] sgd128,
      double[] sgd32,
      double[] sgd1,
      double[] decayed) {
    return Map.of(
        Variant.GD, gd,
        Variant.SGD_512, sgd512,
        Variant.SGD_128, sgd128,
        Variant.SGD_32, sgd32,
        Variant.SGD_1, sgd1,
        Variant.DECAYED, decayed);
  }

  /** All runs of an extent as they are published. */
  static MadeUpResults asPublished(Extent extent) {
    MadeUpResults results = new MadeUpResults();
    for (SupportTask task : TASKS) {
      for (Variant variant : Variant.values()) {
        put(task, variant, variant, extent, results);
      }
    }
    return results;
  }

  /** The same in which every variant of mini-batches does what gradient descent does. */
  static MadeUpResults withGradientDescentInSgdsPlace(Extent extent) {
    MadeUpResults results = new MadeUpResults();
    for (SupportTask task : TASKS) {
      for (Variant variant : Variant.values()) {
        boolean isSgd = !variant.takesAllSamples();
        put(task, variant, isSgd ? Variant.GD : variant, extent, results);
      }
    }
    return results;
  }

  private static void put(
      SupportTask task, Variant variant, Variant does, Extent extent, MadeUpResults results) {
    double[] norms = norms(task, does, variant.steps(extent));
    double[][][] before = MadeUpResults.drawn(task.initSeed());
    double left = norms[norms.length - 1] / norms[1];
    double[][][] after =
        does == Variant.DECAYED
            ? MadeUpResults.ofOneDirection()
            : MadeUpResults.trained(before, left);
    for (PlannedRun run : task.trajectories(variant, extent)) {
      results.norms(run, norms);
      results.weights(run, before, after);
    }
  }

  /** As far as the run goes. */
  private static double[] norms(SupportTask task, Variant does, long steps) {
    boolean isLinear = task.experiment().equals("support-linear");
    String key = isLinear ? "support-linear " + task.learningRate() : "sine";
    double[] all = Objects.requireNonNull(Objects.requireNonNull(NORMS.get(key)).get(does));
    int end = all.length;
    while (all[end - 2] > steps) {
      end -= 2;
    }
    return Arrays.copyOf(all, end);
  }
}
