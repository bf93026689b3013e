package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Plot;

/**
 * A metric as a panel shows it over the steps.
 *
 * @param metric its name, with its layer where it has one
 * @param title above the panel, and in tables
 * @param axis the vertical one
 */
record CurvePanel(String metric, String title, Plot.Axis axis) {
  static final CurvePanel TRAIN_LOSS = ofLoss("full_loss", "train loss");
  static final CurvePanel TEST_LOSS = ofLoss("test_loss", "test loss");
  static final CurvePanel RANK = ofCount("ntk_rank", "NTK rank");
  static final CurvePanel NONZEROS = ofCount("predictor_nonzeros", "‖u∘v‖₀");
  static final CurvePanel SPARSITY =
      ofCount("feature_sparsity/layer0", "feature sparsity coefficient");
  static final CurvePanel SPARSITY_1 = ofCount("feature_sparsity/layer0", "sparsity, layer 1");
  static final CurvePanel SPARSITY_2 = ofCount("feature_sparsity/layer1", "sparsity, layer 2");
  static final CurvePanel PATTERNS =
      ofCount("relu_pattern_change/layer0", "share of ReLU patterns that changed");
  static final CurvePanel OFF_SUPPORT = ofLoss("off_support_norm", "‖u∘v‖ off the support");
  static final CurvePanel OFF_SUPPORT_MEDIAN =
      ofLoss("off_support_median", "median |u_j v_j| off the support");
  static final CurvePanel TANGENT_NORM = ofLoss("tangent_norm", "‖φ‖");

  /** Over decades. */
  private static CurvePanel ofLoss(String metric, String title) {
    return new CurvePanel(metric, title, Plot.Axis.log(title));
  }

  private static CurvePanel ofCount(String metric, String title) {
    return new CurvePanel(metric, title, Plot.Axis.linear(title));
  }

  /** The same from one value to another. */
  CurvePanel within(double least, double most) {
    return new CurvePanel(metric, title, axis.within(least, most));
  }
}
