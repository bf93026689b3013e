package dev.plateau.collector.run;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last value of each metric with the step that it belongs to. Each metric moves forward only: a
 * value for a step that is not above the metric's last one is old. At most 256 metrics a run are
 * kept, and always those that the fold itself reads. Mutable; owned by one {@link RunState}.
 */
final class LatestMetrics {
  private static final int MAX_METRICS = 256;

  /** No number of other metrics may keep the fold from those that it reads itself. */
  private static final Set<MetricName> READ =
      Set.of(
          Metrics.LOSS, Metrics.FULL_LOSS, Metrics.LEARNING_RATE, Metrics.SUPPORT_SEPARATED_STEP);

  private final Map<MetricName, Latest> latest = new HashMap<>();

  /** The last value of one metric. */
  static final class Latest {
    private double value;
    private long step = Attempt.NO_STEP;

    /** Takes a value, unless it is old; returns whether it was taken. */
    boolean offer(long newStep, double newValue) {
      if (newStep <= step) {
        return false;
      }
      value = newValue;
      step = newStep;
      return true;
    }
  }

  /** The last value of a metric; null where the run has too many metrics to keep one more. */
  @Nullable Latest latest(MetricName name) {
    Latest known = latest.get(name);
    if (known == null && (latest.size() < MAX_METRICS || READ.contains(name))) {
      known = new Latest();
      latest.put(name, known);
    }
    return known;
  }

  /** Forgets values of this step and later ones. */
  void supersedeFrom(long step) {
    latest.values().removeIf(known -> known.step >= step);
  }

  List<MetricView> view() {
    List<MetricView> views = new ArrayList<>(latest.size());
    latest.forEach(
        (name, known) -> {
          // Asked for by a column that had no value to offer.
          if (known.step != Attempt.NO_STEP) {
            views.add(new MetricView(name, known.value, known.step));
          }
        });
    views.sort(MetricView.BY_NAME);
    return views;
  }

  void writeTo(DataOutput out) throws IOException {
    List<MetricView> views = view();
    Varint.write(out, views.size());
    for (MetricView metric : views) {
      out.writeUTF(metric.name().metric());
      out.writeUTF(metric.name().layer());
      out.writeDouble(metric.value());
      Varint.write(out, metric.step());
    }
  }

  static LatestMetrics readFrom(DataInput in) throws IOException {
    LatestMetrics metrics = new LatestMetrics();
    int size = Varint.readInt(in);
    for (int i = 0; i < size; i++) {
      Latest known = new Latest();
      MetricName name = SharedNames.of(in.readUTF(), in.readUTF());
      known.value = in.readDouble();
      known.step = Varint.read(in);
      metrics.latest.put(name, known);
    }
    return metrics;
  }
}
