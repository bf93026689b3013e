package dev.plateau.collector.reproduce;

import dev.plateau.collector.log.ResolvedRows;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.log.RunRows;
import dev.plateau.protocol.MetricName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What one pass over a run's rows has kept: of every metric its first and last value, its curve
 * where that is short, and the long curves that were asked for.
 */
final class RunReading {
  /** Curves up to here are kept without being asked for: all that is measured now and then. */
  static final int SHORT = 1 << 12;

  private final Map<MetricName, Series> series = new HashMap<>();

  private RunReading() {}

  /**
   * Reads the run.
   *
   * @param wanted metrics whose curves are kept however long they are
   * @throws dev.plateau.collector.log.LogUnavailableException if the log cannot be read
   */
  static RunReading read(RunLog log, RunEntry run, Set<MetricName> wanted) throws IOException {
    RunReading reading = new RunReading();
    List<Series> byNumber = new ArrayList<>();
    try (RunRows rows = ResolvedRows.open(log, run)) {
      while (rows.advance()) {
        for (MetricName name : rows.metrics().subList(byNumber.size(), rows.metrics().size())) {
          Series begun = new Series(wanted.contains(name));
          byNumber.add(begun);
          reading.series.put(name, begun);
        }
        for (int i = 0; i < rows.size(); i++) {
          byNumber.get(rows.metric(i)).add(rows.step(), rows.value(i));
        }
      }
    }
    return reading;
  }

  /** The names of all its metrics. */
  Set<MetricName> metrics() {
    return Collections.unmodifiableSet(series.keySet());
  }

  /** A metric's curve; empty: the run has none of it, or it is long and was not asked for. */
  Optional<Curve> curve(MetricName metric) {
    Series found = series.get(metric);
    return found == null || found.isDropped ? Optional.empty() : Optional.of(found.curve());
  }

  /** The first value of every layer of a metric, in the order of the layers' names. */
  Map<String, Double> firstByLayer(String metric) {
    return byLayer(metric, found -> found.first);
  }

  /** The last value of every layer of a metric, in the order of the layers' names. */
  Map<String, Double> lastByLayer(String metric) {
    return byLayer(metric, found -> found.last);
  }

  private Map<String, Double> byLayer(String metric, ToDoubleFunction<Series> value) {
    Map<String, Double> values = new TreeMap<>();
    series.forEach(
        (name, found) -> {
          if (name.metric().equals(metric) && !name.layer().isEmpty()) {
            values.put(name.layer(), value.applyAsDouble(found));
          }
        });
    return values;
  }

  /** How many values it keeps in memory. */
  long size() {
    return series.values().stream().mapToLong(found -> found.isDropped ? 1 : found.count).sum();
  }

  /** A metric's values as they come. */
  private static final class Series {
    private final boolean isWanted;
    private boolean isDropped;
    private long[] steps = new long[2];
    private double[] values = new double[2];
    private int count;
    private long lastStep = -1;
    private double first;
    private double last;

    Series(boolean isWanted) {
      this.isWanted = isWanted;
    }

    void add(long step, double value) {
      if (step <= lastStep) {
        // Deleted and begun anew: what was before does not count.
        count = 0;
        isDropped = false;
      }
      lastStep = step;
      if (count == 0) {
        first = value;
      }
      last = value;
      if (isDropped) {
        return;
      }
      if (count == SHORT && !isWanted) {
        isDropped = true;
        steps = new long[2];
        values = new double[2];
        return;
      }
      if (count == steps.length) {
        steps = Arrays.copyOf(steps, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
      }
      steps[count] = step;
      values[count++] = value;
    }

    Curve curve() {
      if (count < steps.length) {
        steps = Arrays.copyOf(steps, count);
        values = Arrays.copyOf(values, count);
      }
      return new Curve(steps, values);
    }
  }
}
