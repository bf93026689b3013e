package dev.plateau.dashboards;

import static dev.plateau.dashboards.PickedRun.last;
import static dev.plateau.dashboards.PickedRun.live;
import static dev.plateau.dashboards.Query.curves;
import static dev.plateau.dashboards.Query.latest;

/** What the run is doing now, in single values. */
final class RunNowPanels {
  private RunNowPanels() {}

  static Panel phase() {
    return Panels.value("Phase", "What the run is doing, or how it ended.", "none")
        .option("graphMode", "none")
        .option("colorMode", "background")
        .all("mappings", Phases.mappings())
        .ask(latest(last("plateau_run_phase_code"), "phase"));
  }

  static Panel progress() {
    return Panels.value("Step", "The last step, and how many the run means to make.", "locale")
        .option("graphMode", "none")
        .option("textMode", "value_and_name")
        .ask(
            latest(last("plateau_run_step"), "step"),
            latest(last("plateau_run_planned_steps"), "planned"));
  }

  static Panel loss() {
    return Panels.value("Loss now", "Mean loss over about 50 steps.", "none")
        .ask(curves(live("plateau_run_loss_smoothed"), "loss"));
  }

  static Panel learningRate() {
    return Panels.value("Step size now", "Learning rate of the last step.", "none")
        .ask(curves(live("plateau_run_learning_rate"), "step size"));
  }

  static Panel ntkRank() {
    return Panels.value(
            "Rank now", "Numerical rank of the tangent features, as last measured.", "none")
        .all("noValue", "not measured")
        .ask(curves(live("plateau_run_ntk_rank"), "rank"));
  }

  static Panel stepRate() {
    return Panels.value("Steps a second", "By the trainer's clock.", "none")
        .all("decimals", 1)
        .ask(curves("1 / (" + live("plateau_run_step_interval_seconds") + " > 0)", "steps/s"));
  }

  static Panel lastStep() {
    return Panels.value(
            "Last step", "When the record of the last step reached the log.", "dateTimeFromNow")
        .option("graphMode", "none")
        .ask(latest("1000 * " + last("plateau_run_last_step_timestamp_seconds"), "last step"));
  }
}
