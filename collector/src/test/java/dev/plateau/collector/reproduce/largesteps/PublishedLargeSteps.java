package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.CurvesByHand;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.PlannedRun;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/**
 * Results as the paper's authors have them, as far as they published them: levels at the first
 * step, on the plateau and at the end, with straight lines between them. Other data than the
 * paper's own have the same levels times a factor near 1.
 */
final class PublishedLargeSteps {
  private static final int PREDICTOR_POINTS = 60;
  private static final int PLANE_POINTS = 30;

  private static final CurvesByHand OF_QUICK = made(extent(true));
  private static final CurvesByHand IN_FULL = made(extent(false));

  private final Extent extent;
  private final CurvesByHand curves = new CurvesByHand();

  private PublishedLargeSteps(Extent extent) {
    this.extent = extent;
  }

  /** An extent without data sets. */
  static Extent extent(boolean isQuick) {
    return new Extent(isQuick, 1, Optional.empty(), Optional.empty());
  }

  /** All runs of all figures, to be changed by a test. */
  static CurvesByHand results(Extent extent) {
    return (extent.isQuick() ? OF_QUICK : IN_FULL).copy();
  }

  private static CurvesByHand made(Extent extent) {
    PublishedLargeSteps published = new PublishedLargeSteps(extent);
    published.putDiagonal();
    published.putGradientDescent();
    published.putRegression(LargeStepTask.REGRESSION, 1.7e-4, 19, 0.064, 0.254);
    published.putRegression(LargeStepTask.OVER_REGULARISED, 0.27, 16, 0.03, 0.304);
    published.putTeacherStudent2();
    published.putTeacherStudent3();
    published.putSdes();
    published.putTrajectories();
    published.putPropositions();
    published.putResNet();
    published.putBatches();
    return published.curves;
  }

  private void putResNet() {
    LargeStepTask task = LargeStepTask.RESNET;
    losses(task, "full_loss", 2.5, 1.5, 0.2, 0.1, 0.1, 0.1);
    counts(task, "test_error", 0.9, 0.35, 0.25, 0.2, 0.15);
    counts(task, "feature_sparsity/block3", 0.7, 0.7, 0.6, 0.5, 0.4);
    counts(task, "feature_sparsity/block4", 0.7, 0.65, 0.58, 0.47, 0.46);
  }

  private void putDiagonal() {
    LargeStepTask task = LargeStepTask.DIAGONAL;
    losses(task, "full_loss", 1, 0.04, 1.4e-6, 6.3e-5, 6.0e-5, 6.7e-5);
    losses(task, "test_loss", 2, 0.1, 3.5e-3, 6.6e-4, 2.8e-4, 1.5e-4);
    counts(task, "ntk_rank", 200, 200, 109, 68, 58);
    counts(task, "predictor_nonzeros", 200, 200, 156, 89, 71);
    counts(task, "off_support_norm", 1, 0.05, 0.03, 0.02, 0.01);
    counts(task, "off_support_median", 0.1, 0.05, 1e-10, 1e-20, 1e-30);
    counts(task, "tangent_norm", 20, 18, 17, 16, 15);
  }

  private void putGradientDescent() {
    LargeStepTask task = LargeStepTask.GRADIENT_DESCENT;
    losses(task, "full_loss", 1, 0.05, 4e-34, 7e-31, 3e-31, 2e-33, 9e-4);
    losses(task, "test_loss", 2, 0.45, 0.168, 0.449, 0.438, 0.497, 0.0385);
    counts(task, "predictor_nonzeros", 100, 100, 86, 80, 78, 33);
  }

  private void putRegression(
      LargeStepTask task, double loss, double rank, double sparsity, double patterns) {
    losses(task, "full_loss", 20, 0.4, 1.9e-4, loss);
    counts(task, "ntk_rank", 100, 85, rank);
    counts(task, "feature_sparsity/layer0", 0.27, 0.22, sparsity);
    counts(task, "relu_pattern_change/layer0", 0, 0.041, patterns);
    for (PlannedRun run : task.runs(extent)) {
      boolean isLong = "decay-50".equals(run.settings().get("rate"));
      for (int i = 0; i < PREDICTOR_POINTS; i++) {
        double zigzag = 2 * (i % 2);
        curves.putPoints(
            run,
            "predictor/" + i,
            0,
            zigzag,
            1_258,
            zigzag,
            15_848,
            isLong ? 0.1 * zigzag : zigzag,
            31_622,
            isLong ? 0.1 * zigzag : zigzag);
      }
    }
  }

  private void putTeacherStudent2() {
    LargeStepTask task = LargeStepTask.TEACHER_STUDENT_2;
    losses(task, "full_loss", 2, 5e-3, 1.35e-5, 1.0e-5, 1.1e-5, 1.1e-5);
    losses(task, "test_loss", 2, 5e-3, 6.1e-4, 1.6e-4, 1.4e-4, 5.4e-5);
    counts(task, "ntk_rank", 30, 26, 16, 12, 7);
    counts(task, "feature_sparsity/layer0", 0.39, 0.264, 0.11, 0.087, 0.063);
    counts(task, "relu_pattern_change/layer0", 0, 0.073, 0.377, 0.370, 0.357);
    for (PlannedRun run : task.runs(extent)) {
      boolean isConstant = "constant".equals(run.settings().get("rate"));
      putNeurons(run, isConstant ? 0.1 : 0.99);
    }
  }

  /**
   * A teacher along (1, 0), (0, 1) and (−1, 0), and students that begin halfway between the first
   * two and at the opposite of the second, and end a share of the way to the nearest.
   */
  private void putNeurons(PlannedRun run, double share) {
    double[][] teacher = {{1, 0}, {0, 1}, {-1, 0}};
    double[][] first = {{0.5, 0.5}, {0, -0.5}, {0.5, 0.4}, {-0.6, 0.5}};
    double[][] goal = {{0, 1}, {1, 0}, {1, 0}, {-1, 0}};
    for (int k = 0; k < teacher.length; k++) {
      for (int i = 0; i < 2; i++) {
        curves.putPoints(run, "teacher_weight/" + k + "." + i, 0, teacher[k][i]);
      }
      curves.putPoints(run, "teacher_sign/" + k, 0, 1);
    }
    for (int k = 0; k < first.length; k++) {
      for (int i = 0; i < 2; i++) {
        double last = first[k][i] + share * (goal[k][i] - first[k][i]);
        curves.putPoints(
            run, "weight/layer0." + k + "." + i, 0, first[k][i], run.steps() - 1.0, last);
      }
      curves.putPoints(run, "weight/layer1.0." + k, 0, 0, run.steps() - 1.0, 1);
    }
  }

  private void putTeacherStudent3() {
    LargeStepTask task = LargeStepTask.TEACHER_STUDENT_3;
    losses(task, "full_loss", 2, 0.02, 1.4e-3, 1.1e-3, 1.0e-3, 1.1e-3);
    losses(task, "test_loss", 2, 0.1, 0.061, 0.032, 0.025, 0.021);
    counts(task, "ntk_rank", 151, 151, 150, 125, 102);
    counts(task, "feature_sparsity/layer0", 0.57, 0.57, 0.475, 0.377, 0.34);
    counts(task, "feature_sparsity/layer1", 0.52, 0.465, 0.31, 0.25, 0.182);
  }

  /** As the paper's account of the noise has it: the less η/B, the less of what noise does. */
  private void putBatches() {
    for (PlannedRun run : new BatchesFigure().runs(extent)) {
      boolean isHalfRate = run.steps() > LargeStepTask.TEACHER_STUDENT_3.steps();
      String batch = run.settings().getOrDefault("batch-size", "1");
      if (batch.equals("4")) {
        batched(run, 2e-5, 149, 0.45);
      } else if (batch.equals("2")) {
        batched(run, 2e-4, 140, 0.4);
      } else if (isHalfRate) {
        batched(run, 3e-4, 135, 0.38);
      }
    }
  }

  private void batched(PlannedRun run, double loss, double rank, double sparsity) {
    double end = run.steps() - 1.0;
    curves.putPoints(run, "full_loss", 0, 2, 0.1 * end, loss, 0.4 * end, loss, end, 0.1 * loss);
    curves.putPoints(run, "test_loss", 0, 2, end, 0.03);
    curves.putPoints(run, "ntk_rank", 0, 151, 0.4 * end, rank, end, rank);
    curves.putPoints(run, "feature_sparsity/layer1", 0, 0.52, 0.4 * end, sparsity, end, sparsity);
  }

  /** The SDE as SGD times 0.9, gradient flow as the first of the task's rates. */
  private void putSdes() {
    for (SdeModel model : SdeModel.ALL) {
      for (PlannedRun run : model.sdes(extent)) {
        curves.copy(model.sgd(), run);
        for (CurvePanel panel : List.of(CurvePanel.TRAIN_LOSS, CurvePanel.RANK, model.sparse())) {
          curves.change(run, panel.metric(), value -> 0.9 * value);
        }
      }
      curves.copy(model.task().references().get(0), model.flow());
    }
  }

  private void putTrajectories() {
    trajectory("flow", 0.0149, 1.4, 0.8);
    trajectory("gd", 0.126, 1.9, 1.5);
    trajectory("sgd", 4e-8, 1.7, 0);
  }

  private void trajectory(String method, double testLoss, double alpha, double beta) {
    PlannedRun run = PlannedRun.of("trajectories", 0, 10_001, "method", method);
    curves.putPoints(run, "test_loss", 0, 1, 10_000, testLoss);
    curves.putPoints(run, "plane_alpha", 0, 0, 5_000, alpha + 0.2, 10_000, alpha);
    curves.putPoints(run, "plane_beta", 0, 0, 5_000, beta + 0.1, 10_000, beta);
    curves.putPoints(run, "plane_truth_alpha", 0, 1.7).putPoints(run, "plane_truth_beta", 0, 0);
    curves.putPoints(run, "plane_flow_alpha", 0, 1.4).putPoints(run, "plane_flow_beta", 0, 0.8);
    curves.putPoints(run, "plane_least", 0, -0.5).putPoints(run, "plane_most", 0, 2.3);
    for (int i = 0; i < PLANE_POINTS; i++) {
      for (int j = 0; j < PLANE_POINTS; j++) {
        double loss = Math.exp(0.3 * i + 0.1 * j - 5);
        curves.putPoints(run, "plane_loss/" + i + "." + j, 0, loss);
        curves.putPoints(run, "plane_test_loss/" + i + "." + j, 0, 2 * loss);
      }
    }
  }

  private void putPropositions() {
    for (PlannedRun run : new QuadraticFigure().runs(extent)) {
      curves.put(run, "theta", step -> step % 2 == 0 ? 0.9 : 1.1).put(run, "full_loss", 0.01);
      curves.putPoints(run, "full_loss_least", 0, 4e-4).putPoints(run, "full_loss_most", 0, 0.18);
      curves.putPoints(run, "inside_share", 40, 1, 1_999, 1);
      curves.putPoints(run, "inside_since_step", 40, 40, 1_999, 40);
    }
    PlannedRun run = new LabelNoiseFigure().runs(extent).get(0);
    curves.put(run, "full_loss", 0.04).put(run, "label_noise", 0.08);
    curves.put(run, "label_noise_ratio", 1 + 1e-15).put(run, "step_difference", 1e-15);
  }

  /** A loss of all of a task's runs; their last values in the order of the rates. */
  private void losses(
      LargeStepTask task, String metric, double first, double plateau, double... last) {
    for (int i = 0; i < last.length; i++) {
      Rate rate = task.rates().get(i);
      double end = last[i];
      long decay = task.decayStep(rate);
      putAll(
          task,
          rate,
          metric,
          step ->
              rate.isDecayed()
                  ? step == 0 ? first : step <= decay ? plateau : end
                  : first * Math.pow(end / first, Math.min(1, 5.0 * step / task.steps())));
    }
  }

  /** A rank, a count or a share of all of a task's runs. */
  private void counts(LargeStepTask task, String metric, double first, double... last) {
    for (int i = 0; i < last.length; i++) {
      Rate rate = task.rates().get(i);
      double end = last[i];
      double decay = Math.min(task.decayStep(rate), task.steps() - 1);
      putAll(task, rate, metric, step -> first + (end - first) * Math.min(1, step / decay));
    }
  }

  /** On the paper's data as it is, on others near it. */
  private void putAll(LargeStepTask task, Rate rate, String metric, LongToDoubleFunction value) {
    List<PlannedRun> observed = task.observed(rate, extent);
    for (int i = 0; i < observed.size(); i++) {
      double factor = 1 + 0.03 * (i % 3 - 1);
      curves.put(observed.get(i), metric, step -> factor * value.applyAsDouble(step));
    }
    curves.put(task.reference(rate), metric, value);
  }
}
