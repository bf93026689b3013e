package dev.plateau.dashboards;

import static dev.plateau.dashboards.PickedRun.RUN;

import java.util.List;

/** One run: its loss, what the loss hides, its stabilizations and its books. */
final class RunDashboard {
  static final String UID = "plateau-run";

  private RunDashboard() {}

  static Dashboard make() {
    return new Dashboard(
        UID,
        "Plateau: run",
        "One run: loss with its phases, hidden progress, step size, stabilizations, books.",
        "now-1h",
        List.of(experiment(), run()),
        List.of(stabilizationEnds(), rateFalls()),
        List.of(
            Row.of("Now", 4)
                .add(4, RunNowPanels.phase())
                .add(5, RunNowPanels.progress())
                .add(3, RunNowPanels.loss())
                .add(3, RunNowPanels.learningRate())
                .add(3, RunNowPanels.ntkRank())
                .add(3, RunNowPanels.stepRate())
                .add(3, RunNowPanels.lastStep()),
            Row.of("Loss", 12).add(24, LossPanels.lossOverTime()),
            Row.of("Loss over step", 11)
                .add(14, LossPanels.lossOverStep())
                .add(10, LossPanels.stabilizations()),
            Row.of("What the loss hides", 9)
                .add(8, HiddenProgressPanels.rankOverTime())
                .add(8, HiddenProgressPanels.sparsity())
                .add(8, HiddenProgressPanels.inputWeights())
                .add(8, HiddenProgressPanels.rankOverStep())
                .add(8, HiddenProgressPanels.inputWeightsOverStep())
                .add(8, HiddenProgressPanels.support())
                .add(8, HiddenProgressPanels.spectra())
                .add(8, HiddenProgressPanels.wayFromTheStart())
                .add(8, HiddenProgressPanels.ownMetrics()),
            Row.of("Optimizer", 8)
                .add(6, TrainingPanels.learningRateOverTime())
                .add(6, TrainingPanels.gradient())
                .add(6, TrainingPanels.updates())
                .add(6, TrainingPanels.noise()),
            Row.of("Books", 8)
                .add(6, TrainingPanels.ledger())
                .add(6, TrainingPanels.pace())
                .add(6, ProbePanels.budget())
                .add(6, ProbePanels.ages())));
  }

  private static Variable experiment() {
    return Variable.one(
        "experiment", "Experiment", "label_values(plateau_run_step, experiment)", "");
  }

  /** Shows the runs' names; their values are the run ids. */
  private static Variable run() {
    return Variable.one(
        "run",
        "Run",
        "query_result(last_over_time(plateau_run_info{experiment=\"$experiment\"}[$__range]))",
        "/[{,]name=\"(?<text>[^\"]+)|[{,]run=\"(?<value>[^\"]+)/g");
  }

  private static Annotation stabilizationEnds() {
    return new Annotation(
        "Stabilization ended",
        "1000 * max by (ordinal, source, cause)"
            + " (plateau_run_stabilization_end_onset_timestamp_seconds"
            + RUN
            + ")",
        "Stabilization {{ordinal}} of {{source}} ended",
        "cause {{cause}}",
        "orange");
  }

  private static Annotation rateFalls() {
    return new Annotation(
        "Step size decayed",
        "1000 * max(plateau_run_learning_rate_fall_timestamp_seconds" + RUN + ")",
        "Step size decayed",
        "",
        "light-blue");
  }
}
