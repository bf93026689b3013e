package dev.plateau.collector.expose;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** The points of one scrape, by family. A family without points is not exposed. For one thread. */
final class Points {
  private final IdentityHashMap<Family, List<DataPointSnapshot>> points = new IdentityHashMap<>();

  /** Adds a series; its labels must not be there yet. */
  void add(Family family, Labels labels, double value) {
    points
        .computeIfAbsent(family, f -> new ArrayList<>())
        .add(
            switch (family.type()) {
              case COUNTER -> new CounterDataPointSnapshot(value, labels, null, 0);
              case INFO -> new InfoDataPointSnapshot(labels);
              default -> new GaugeDataPointSnapshot(value, labels, null);
            });
  }

  /** Adds a series of a count. Above 2⁵³ it is rounded, as all that Prometheus keeps. */
  void add(Family family, Labels labels, long count) {
    add(family, labels, (double) count);
  }

  MetricSnapshots snapshots() {
    List<MetricSnapshot> snapshots = new ArrayList<>();
    points.forEach((family, added) -> snapshots.add(snapshot(family, added)));
    return new MetricSnapshots(snapshots);
  }

  // A family's list holds points of its type only: add makes them so.
  @SuppressWarnings("unchecked")
  private static MetricSnapshot snapshot(Family family, List<? extends DataPointSnapshot> points) {
    return switch (family.type()) {
      case COUNTER ->
          new CounterSnapshot(family.metadata(), (List<CounterDataPointSnapshot>) points);
      case INFO -> new InfoSnapshot(family.metadata(), (List<InfoDataPointSnapshot>) points);
      default -> new GaugeSnapshot(family.metadata(), (List<GaugeDataPointSnapshot>) points);
    };
  }
}
