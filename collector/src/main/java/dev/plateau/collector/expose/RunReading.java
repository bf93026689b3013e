package dev.plateau.collector.expose;

import dev.plateau.collector.run.LedgerView;
import dev.plateau.collector.run.MetricView;
import dev.plateau.collector.run.RunView;
import dev.plateau.collector.run.RunViews;
import dev.plateau.collector.run.Stabilization;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one run's view into points. What is not known has no series. For one thread. */
final class RunReading {
  /** Metrics that are measured now and then: their last value may be of an older step. */
  private static final Set<String> PROBES = probes();

  /** Layers up to which a custom metric is exposed; one of more is an array, for those who ask. */
  private static final int MOST_LAYERS = 64;

  private final InfoLabels infoLabels;
  private final Points points;

  private static Set<String> probes() {
    Set<String> probes = new HashSet<>(Catalogue.byLayeredMetric().keySet());
    Stream.of(
            Metrics.FULL_LOSS,
            Metrics.TEST_LOSS,
            Metrics.TRAINING_ERROR,
            Metrics.TEST_ERROR,
            Metrics.W1_IRRELEVANT_NORM,
            Metrics.W1_RELEVANT_NORM,
            Metrics.SUPPORT_SIZE,
            Metrics.SUPPORT_AGREEMENT,
            Metrics.SUPPORT_SEPARATION,
            Metrics.NEVER_ON_NORM,
            Metrics.NEVER_ON_CHANGE,
            Metrics.NTK_RANK,
            Metrics.NTK_RANK_SAMPLED,
            Metrics.NTK_STABLE_RANK,
            Metrics.TANGENT_NORM,
            Metrics.PREDICTOR_NONZEROS,
            Metrics.BALANCEDNESS,
            Metrics.LABEL_NOISE,
            Metrics.GRADIENT_NOISE_SCALE)
        .map(MetricName::metric)
        .forEach(probes::add);
    return probes;
  }

  RunReading(InfoLabels infoLabels, Points points) {
    this.infoLabels = infoLabels;
    this.points = points;
  }

  void read(RunViews.Row row, RunLabels labels) {
    RunView view = row.view();
    points.add(Catalogue.INFO, labels.info(view, infoLabels), 1);
    points.add(Catalogue.RUN_PHASE, labels.with(Catalogue.PHASE, view.phase().label()), 1);
    points.add(Catalogue.PHASE_CODE, labels.run(), view.phase().code());
    readProgress(row, labels);
    readMetrics(view, labels);
    for (Stabilization stabilization : view.stabilizations()) {
      readStabilization(stabilization, labels);
    }
    readBooks(view.ledger(), labels);
  }

  private void readProgress(RunViews.Row row, RunLabels labels) {
    RunView view = row.view();
    RunView.Progress progress = view.progress();
    points.add(Catalogue.ATTEMPT, labels.run(), view.attempt());
    addIf(view.lastStep() >= 0, Catalogue.STEP, labels, (double) view.lastStep());
    addIf(view.plannedSteps() > 0, Catalogue.PLANNED_STEPS, labels, (double) view.plannedSteps());
    addTime(Catalogue.START, labels, view.firstAppendMicros());
    addTime(Catalogue.LAST_STEP, labels, view.lastStepAppendMicros());
    addTime(Catalogue.WATERMARK, labels, row.watermarkMicros());
    addKnown(Catalogue.STEP_INTERVAL, labels, progress.stepIntervalSeconds());
    addIf(
        !Double.isNaN(progress.stepIntervalSeconds()),
        Catalogue.LONGEST_STEP_GAP,
        labels,
        progress.longestGapSeconds());
    addIf(
        progress.rateFallStep() >= 0,
        Catalogue.RATE_FALL_STEP,
        labels,
        (double) progress.rateFallStep());
    addTime(Catalogue.RATE_FALL_TIME, labels, progress.rateFallTimeMicros());
    addKnown(Catalogue.LOSS_SMOOTHED, labels, progress.smoothedLoss());
    addKnown(Catalogue.LOSS_MIN, labels, progress.minLoss());
    addKnown(Catalogue.LOSS_MAX, labels, progress.maxLoss());
  }

  private void readMetrics(RunView view, RunLabels labels) {
    Map<String, Long> probeSteps = new LinkedHashMap<>();
    Map<String, Integer> arrays = arrays(view);
    for (MetricView metric : view.metrics()) {
      MetricName name = metric.name();
      Family family = MetricSeries.family(name);
      if (family.equals(Catalogue.CUSTOM) && arrays.containsKey(name.metric())) {
        continue;
      }
      String[] more = MetricSeries.labels(name, family);
      points.add(family, more.length == 0 ? labels.run() : labels.with(more), metric.value());
      if (PROBES.contains(name.metric()) && !family.equals(Catalogue.CUSTOM)) {
        probeSteps.merge(name.metric(), metric.step(), Math::max);
      }
    }
    probeSteps.forEach(
        (probe, step) ->
            points.add(Catalogue.PROBE_STEP, labels.with(Catalogue.PROBE, probe), step));
    arrays.forEach(
        (metric, layers) ->
            points.add(Catalogue.CUSTOM_HIDDEN, labels.with(Catalogue.METRIC, metric), layers));
  }

  /** Custom metrics of too many layers, with how many. */
  private static Map<String, Integer> arrays(RunView view) {
    if (view.metrics().size() <= MOST_LAYERS) {
      return Map.of();
    }
    Map<String, Integer> layers = new LinkedHashMap<>();
    for (MetricView metric : view.metrics()) {
      if (MetricSeries.family(metric.name()).equals(Catalogue.CUSTOM)) {
        layers.merge(metric.name().metric(), 1, Integer::sum);
      }
    }
    layers.values().removeIf(count -> count <= MOST_LAYERS);
    return layers;
  }

  private void readStabilization(Stabilization stabilization, RunLabels labels) {
    String[] which = {
      Catalogue.ORDINAL, Long.toString(stabilization.ordinal()),
      Catalogue.SOURCE, stabilization.source().label()
    };
    var began = labels.withPassing(which);
    points.add(Catalogue.STABILIZATION_START, began, stabilization.startStep());
    points.add(Catalogue.STABILIZATION_LOSS, began, stabilization.level());
    stabilization
        .end()
        .ifPresent(
            end -> {
              var ended = began.add(Catalogue.CAUSE, end.cause().label());
              points.add(Catalogue.STABILIZATION_END, ended, end.onsetStep());
              points.add(Catalogue.STABILIZATION_ONSET, ended, end.onsetTimeMicros() / 1e6);
              points.add(Catalogue.STABILIZATION_DETECTED, ended, end.detectedTimeMicros() / 1e6);
            });
  }

  private void readBooks(LedgerView ledger, RunLabels labels) {
    points.add(Catalogue.MISSING_RECORDS, labels.run(), ledger.missing());
    points.add(Catalogue.DROPPED_STEPS, labels.run(), ledger.droppedSteps());
    points.add(Catalogue.RUN_CONFLICTS, labels.run(), ledger.totals().conflicts());
  }

  private void addTime(Family family, RunLabels labels, long micros) {
    addIf(micros > 0, family, labels, micros / 1e6);
  }

  private void addKnown(Family family, RunLabels labels, double value) {
    addIf(!Double.isNaN(value), family, labels, value);
  }

  private void addIf(boolean known, Family family, RunLabels labels, double value) {
    if (known) {
      points.add(family, labels.run(), value);
    }
  }
}
