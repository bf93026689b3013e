package dev.plateau.collector.expose;

import dev.plateau.collector.run.LedgerView;
import dev.plateau.collector.run.MetricView;
import dev.plateau.collector.run.RunPhase;
import dev.plateau.collector.run.RunView;
import dev.plateau.collector.run.Stabilization;
import dev.plateau.collector.run.Totals;
import dev.plateau.protocol.MetricName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A run's view, made step by step. Times are around 2026-01-01. */
final class SampleRun {
  static final long START_MICROS = 1_767_225_600_000_000L;

  private final String experiment;
  private final String run;
  private final List<MetricView> metrics = new ArrayList<>();
  private final List<Stabilization> stabilizations = new ArrayList<>();
  private String name = "";
  private Map<String, String> config = Map.of();
  private Map<String, String> tags = Map.of();
  private RunPhase phase = RunPhase.DESCENDING;
  private RunView.Progress progress =
      new RunView.Progress(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, -1, 0);
  private Totals totals = Totals.NONE;
  private long plannedSteps;
  private long lastStep = -1;
  private long endedAtMicros;

  SampleRun(String experiment, String run) {
    this.experiment = experiment;
    this.run = run;
  }

  SampleRun describedBy(
      String newName, Map<String, String> newConfig, Map<String, String> newTags) {
    name = newName;
    config = newConfig;
    tags = newTags;
    return this;
  }

  SampleRun at(long step, long planned) {
    lastStep = step;
    plannedSteps = planned;
    return this;
  }

  SampleRun metric(String text, double value) {
    metrics.add(new MetricView(MetricName.parse(text), value, Math.max(0, lastStep)));
    metrics.sort(MetricView.BY_NAME);
    return this;
  }

  SampleRun progress(double smoothed, double min, double max, double interval, double gap) {
    progress = new RunView.Progress(smoothed, min, max, interval, gap, -1, 0);
    return this;
  }

  SampleRun rateFell(long step, long timeMicros) {
    progress =
        new RunView.Progress(
            progress.smoothedLoss(),
            progress.minLoss(),
            progress.maxLoss(),
            progress.stepIntervalSeconds(),
            progress.longestGapSeconds(),
            step,
            timeMicros);
    return this;
  }

  SampleRun in(RunPhase newPhase) {
    phase = newPhase;
    return this;
  }

  SampleRun endedAt(RunPhase end, long micros) {
    phase = end;
    endedAtMicros = micros;
    return this;
  }

  SampleRun stabilized(Stabilization stabilization) {
    stabilizations.add(stabilization);
    return this;
  }

  SampleRun totals(Totals newTotals) {
    totals = newTotals;
    return this;
  }

  RunView view() {
    return new RunView(
        run,
        experiment,
        name,
        config,
        tags,
        plannedSteps,
        1,
        phase,
        "",
        lastStep,
        progress,
        List.copyOf(metrics),
        List.copyOf(stabilizations),
        new LedgerView(totals, 0, 0, 0),
        List.of(),
        START_MICROS,
        START_MICROS + 1_000_000,
        lastStep < 0 ? 0 : START_MICROS + 1_000_000,
        endedAtMicros);
  }
}
