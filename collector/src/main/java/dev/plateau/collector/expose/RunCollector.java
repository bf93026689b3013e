package dev.plateau.collector.expose;

import dev.plateau.collector.run.Outcome;
import dev.plateau.collector.run.RunView;
import dev.plateau.collector.run.RunViews;
import dev.plateau.collector.run.Totals;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All series of the {@link Catalogue}, made from the table of run views at each scrape: a run that
 * has left the table has no series. Thread-safe; scrapes are served one after the other.
 */
final class RunCollector implements MultiCollector {
  private final RunViews views;
  private final InfoLabels infoLabels;
  private final Clock clock;
  private volatile @Nullable Supplier<NotificationTotals> notifications;

  /** Labels of the runs of the last scrape, by run. */
  private Map<String, RunLabels> labels = new HashMap<>();

  private final LateEnds lateEnds;

  RunCollector(RunViews views, InfoLabels infoLabels, Clock clock) {
    this.views = views;
    this.infoLabels = infoLabels;
    this.clock = clock;
    lateEnds = new LateEnds(views.life().exposedAfterEnd());
  }

  /** From now on shows what became of notifications too. */
  void bind(Supplier<NotificationTotals> totals) {
    notifications = totals;
  }

  @Override
  public synchronized MetricSnapshots collect() {
    Points points = new Points();
    List<RunViews.Row> rows = views.rows();
    readRuns(rows, points);
    countRuns(rows, points);
    readBooks(points);
    readNotifications(points);
    return points.snapshots();
  }

  @Override
  public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
    return Catalogue.all().stream().map(Family::descriptor).toList();
  }

  private void readRuns(List<RunViews.Row> rows, Points points) {
    RunReading reading = new RunReading(infoLabels, points);
    Map<String, RunLabels> used = new HashMap<>();
    Set<String> newlyEnded = new HashSet<>();
    long nowMicros = nowMicros();
    // The table is in label order, so that the client's sorting finds most of its work done.
    for (RunViews.Row row : rows) {
      RunView view = row.view();
      if (row.newlyEnded()) {
        newlyEnded.add(view.run());
      }
      if (!lateEnds.shows(row, views.isExposed(row), nowMicros)) {
        continue;
      }
      RunLabels known = labels.get(view.run());
      RunLabels fitting = known != null && known.fit(view) ? known : new RunLabels(view);
      // A run that moves between partitions can be seen twice for a moment; one of it is enough.
      if (used.put(view.run(), fitting) == null) {
        reading.read(row, fitting);
      }
    }
    labels = used;
    lateEnds.keep(newlyEnded);
  }

  private static void countRuns(List<RunViews.Row> rows, Points points) {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    for (RunViews.Row row : rows) {
      counts
          .computeIfAbsent(row.view().experiment(), e -> new TreeMap<>())
          .merge(row.view().phase().label(), 1L, Long::sum);
    }
    counts.forEach(
        (experiment, byPhase) ->
            byPhase.forEach(
                (phase, count) ->
                    points.add(
                        Catalogue.RUNS,
                        Labels.of(Catalogue.EXPERIMENT, experiment, Catalogue.PHASE, phase),
                        count)));
  }

  private void readBooks(Points points) {
    Totals totals = views.totals();
    for (Outcome outcome : Outcome.values()) {
      points.add(Catalogue.RECORDS, outcome(outcome.label()), totals.records(outcome));
    }
    points.add(Catalogue.STEPS, Labels.EMPTY, totals.steps());
    points.add(Catalogue.CONFLICTS, Labels.EMPTY, totals.conflicts());
    views
        .watermarkMicros()
        .ifPresent(
            watermark ->
                points.add(
                    Catalogue.LAG, Labels.EMPTY, Math.max(0, nowMicros() - watermark) / 1e6));
  }

  private void readNotifications(Points points) {
    Supplier<NotificationTotals> bound = notifications;
    if (bound == null) {
      return;
    }
    NotificationTotals totals = bound.get();
    points.add(Catalogue.NOTIFICATIONS, outcome("delivered"), totals.delivered());
    points.add(Catalogue.NOTIFICATIONS, outcome("refused"), totals.refused());
    points.add(Catalogue.NOTIFICATIONS, outcome("skipped"), totals.skipped());
    points.add(Catalogue.NOTIFICATION_RETRIES, Labels.EMPTY, totals.retries());
  }

  private static Labels outcome(String outcome) {
    return Labels.of(Catalogue.OUTCOME, outcome);
  }

  private long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }
}
