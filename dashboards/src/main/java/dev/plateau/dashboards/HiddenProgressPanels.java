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
            "Numerical rank of the tangent features (of large networks at a subsample, with the"
                + " kernel's stable rank) and, of diagonal networks, the predictor's coordinates"
                + " that are not zero. Falling while the loss stands still: the features become"
                + " sparse.",
            "none")
        .custom("lineInterpolation", "stepAfter")
        .all("decimals", 0)
        .all("noValue", "not measured in this run")
        .ask(
            curves(live("plateau_run_ntk_rank"), "NTK rank"),
            curves(live("plateau_run_ntk_rank_sampled"), "NTK rank, sampled"),
            curves(live("plateau_run_ntk_stable_rank"), "NTK stable rank"),
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

  static Panel support() {
    return Panels.curves(
            "Support",
            "Smallest norm of a relevant input's first-layer weights over the largest of an"
                + " irrelevant one's: the support is separated while it is well above 1. On the"
                + " right the share of inputs that the estimated and the known support agree on.",
            "none")
        .logarithmic()
        .all("noValue", "not measured in this run")
        .ask(
            curves(live("plateau_run_support_separation_ratio"), "separation"),
            curves(live("plateau_run_support_agreement_ratio"), "agreement"))
        .override(
            FieldOverride.named("agreement")
                .with("unit", "percentunit")
                .with("custom.axisPlacement", "right")
                .with("custom.scaleDistribution", Json.object("type", "linear")));
  }

  static Panel spectra() {
    return Panels.curves(
            "Layers' spectra",
            "Largest singular value of each layer's weights and, on the right, their stable rank:"
                + " the squared Frobenius norm over the square of that value.",
            "none")
        .custom("lineInterpolation", "stepAfter")
        .all("noValue", "not measured in this run")
        .ask(
            curves("max by (layer) (plateau_run_spectral_norm" + RUN + ")", "{{layer}} norm"),
            curves("max by (layer) (plateau_run_stable_rank" + RUN + ")", "{{layer}} stable rank"))
        .override(FieldOverride.matching(".* stable rank").with("custom.axisPlacement", "right"));
  }

  static Panel wayFromTheStart() {
    return Panels.curves(
            "Way from the start",
            "Distance of each layer's parameters from those it began with and, on the right, the"
                + " share of its units and samples that are no longer on or off as at the"
                + " beginning.",
            "none")
        .custom("lineInterpolation", "stepAfter")
        .all("noValue", "not measured in this run")
        .ask(
            curves("max by (layer) (plateau_run_distance_from_init" + RUN + ")", "{{layer}}"),
            curves(
                "max by (layer) (plateau_run_relu_pattern_change_ratio" + RUN + ")",
                "{{layer}} pattern"))
        .override(
            FieldOverride.matching(".* pattern")
                .with("unit", "percentunit")
                .with("custom.axisPlacement", "right"));
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
