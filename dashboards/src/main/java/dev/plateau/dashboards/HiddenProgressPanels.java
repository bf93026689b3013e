package dev.plateau.dashboards;

import static dev.plateau.dashboards.PickedRun.CURVE_POINTS;
import static dev.plateau.dashboards.PickedRun.RUN;
import static dev.plateau.dashboards.PickedRun.finite;
import static dev.plateau.dashboards.PickedRun.live;
import static dev.plateau.dashboards.Query.curves;
import static dev.plateau.dashboards.Query.rows;

/** What the loss hides: ranks, sparsity, weights of inputs. */
final class HiddenProgressPanels {
  private HiddenProgressPanels() {}

  static Panel rankOverTime() {
    return Panels.curves(
            "NTK rank",
            "Numerical rank of the tangent features and, of diagonal networks, the predictor's"
                + " coordinates that are not zero. Falling while the loss stands still: the"
                + " features become sparse.",
            "none")
        .custom("lineInterpolation", "stepAfter")
        .all("decimals", 0)
        .all("noValue", "not measured in this run")
        .ask(
            curves(live("plateau_run_ntk_rank"), "NTK rank"),
            curves(live("plateau_run_predictor_nonzeros"), "predictor nonzeros"));
  }

  static Panel sparsity() {
    return Panels.curves(
            "Feature sparsity",
            "Feature sparsity coefficient by layer: the share of distinct activations that are not"
                + " zero. It falls as features become sparse.",
            "percentunit")
        .custom("lineInterpolation", "stepAfter")
        .all("min", 0)
        .all("noValue", "not measured in this run")
        .ask(curves("max by (layer) (plateau_run_feature_sparsity_ratio" + RUN + ")", "{{layer}}"));
  }

  static Panel inputWeights() {
    return Panels.curves(
            "First layer's weights",
            "Norms of the first layer's weights of irrelevant and of relevant inputs. Mini-batch"
                + " SGD shrinks the irrelevant ones; full-batch gradient descent does not.",
            "none")
        .logarithmic()
        .all("noValue", "not measured in this run")
        .ask(
            curves(live("plateau_run_w1_irrelevant_norm"), "irrelevant inputs"),
            curves(live("plateau_run_w1_relevant_norm"), "relevant inputs"))
        .override(
            FieldOverride.named("irrelevant inputs").color("red"),
            FieldOverride.named("relevant inputs").color("green"));
  }

  static Panel rankOverStep() {
    return Panels.curvesOverStep(
            "NTK rank over step",
            "The rank at the step that it was measured at.",
            "none",
            "NTK rank")
        .maxDataPoints(CURVE_POINTS)
        .all("noValue", "not measured in this run")
        .ask(
            rows("max(plateau_run_probe_step{run=\"$run\",probe=\"ntk_rank\"})"),
            rows(live("plateau_run_attempt")),
            rows(finite("plateau_run_ntk_rank")));
  }

  static Panel inputWeightsOverStep() {
    return Panels.curvesOverStep(
            "First layer's weights over step",
            "The norms at the step that they were measured at.",
            "none",
            "irrelevant inputs",
            "relevant inputs")
        .logarithmic()
        .maxDataPoints(CURVE_POINTS)
        .all("noValue", "not measured in this run")
        .ask(
            rows("max(plateau_run_probe_step{run=\"$run\",probe=\"w1_irrelevant_norm\"})"),
            rows(live("plateau_run_attempt")),
            rows(finite("plateau_run_w1_irrelevant_norm")),
            rows(finite("plateau_run_w1_relevant_norm")));
  }

  static Panel ownMetrics() {
    return Panels.curves(
            "Own metrics", "Whatever else this run's trainer sends, by metric and layer.", "none")
        .all("noValue", "this run sends none")
        .ask(
            curves(
                "max by (metric, layer) (plateau_run_custom" + RUN + ")", "{{metric}} {{layer}}"));
  }
}
