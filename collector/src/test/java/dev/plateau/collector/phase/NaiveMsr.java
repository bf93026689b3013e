package dev.plateau.collector.phase;

import dev.plateau.collector.phase.PhaseEvent.Diverged;
import dev.plateau.collector.phase.PhaseEvent.StabilizationBegan;
import dev.plateau.collector.phase.PhaseEvent.StabilizationEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: msr-1 and msr-2 written down once more, as literally as their descriptions allow, in
 * lists, with sorted medians and every condition in the order of the description. Steps are
 * observations.
 */
final class NaiveMsr {
  private List<Double> blocks = new ArrayList<>();
  private long blockSize = 1;
  private double sum;
  private long inSum;
  private long observations;
  private String phase = "descending";
  private long seg0;
  private double s1;
  private long nn;
  private double prev;
  private long risen;
  private long rlen;
  private double ref = Double.NaN;
  private double rate = Double.NaN;
  private long fell = -1;

  /** Of msr-1. */
  static List<PhaseEvent> events(double[] losses) {
    return events(losses, DoubleStream.generate(() -> Double.NaN).limit(losses.length).toArray());
  }

  /** Of msr-2, with the learning rate of each observation; NaN: it is not told. */
  static List<PhaseEvent> events(double[] losses, double[] rates) {
    NaiveMsr oracle = new NaiveMsr();
    List<PhaseEvent> events = new ArrayList<>();
    for (int t = 0; t < losses.length; t++) {
      if (rates[t] <= 0.9 * oracle.rate && oracle.rate > 0) {
        oracle.fell = t;
      }
      oracle.rate = rates[t];
      PhaseEvent event = oracle.observe(losses[t]);
      if (event != null) {
        events.add(event);
      }
    }
    return events;
  }

  private @Nullable PhaseEvent observe(double loss) {
    long t = observations++;
    if (phase.equals("dead")) {
      return null;
    }
    if (!(loss < 1e30)) {
      boolean plateau = phase.equals("stabilized");
      boolean raised = plateau || (risen > 0 && t - risen <= rlen);
      phase = "dead";
      return raised ? new Diverged(seg0, t, plateau ? level(logs()) : ref) : null;
    }
    double v = Math.max(loss, 1e-30);
    double log = Math.log10(v);
    if (nn > 0) {
      s1 += (Math.min(2, Math.abs(log - prev)) - s1) / Math.min(nn, 200);
    }
    nn++;
    prev = log;
    sum += v;
    inSum++;
    if (inSum != blockSize) {
      return null;
    }
    blocks.add(sum / inSum);
    sum = 0;
    inSum = 0;
    if (blocks.size() == 256) {
      List<Double> all = blocks;
      blocks = new ArrayList<>();
      for (int i = 0; i < 256; i += 2) {
        blocks.add((all.get(i) + all.get(i + 1)) / 2);
      }
      blockSize *= 2;
    }
    PhaseEvent answer = fell >= 0 ? answer(t) : null;
    if (answer != null) {
      return answer;
    }
    return phase.equals("stabilized") ? stabilized(t) : descending(t);
  }

  /** What msr-2 does more, after each complete block since the rate fell. */
  private @Nullable PhaseEvent answer(long t) {
    List<Double> y = logs();
    int n = y.size();
    List<Double> past = new ArrayList<>();
    List<Double> present = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      long first = t + 1 - (n - i) * blockSize;
      if (first >= fell) {
        present.add(y.get(i));
      } else if (first + blockSize <= fell) {
        past.add(y.get(i));
      }
    }
    int r = present.size();
    if (r == 0) {
      return null;
    }
    int start = -1;
    for (int i = 0; i <= 6 && start < 0 && past.size() - past.size() * i / 8 >= 32; i++) {
      start = isLevel(past.subList(past.size() * i / 8, past.size())) ? past.size() * i / 8 : -1;
    }
    if (start < 0 || 4 * r > past.size() - start) {
      fell = -1;
      return null;
    }
    List<Double> stretch = past.subList(start, past.size());
    double level = median(stretch);
    List<Double> e = new ArrayList<>();
    for (int i = 0; i + r <= stretch.size(); i++) {
      e.add(mean(stretch.subList(i, i + r)) - level);
    }
    double middle = mean(e);
    double sd = Math.sqrt(mean(e.stream().map(x -> (x - middle) * (x - middle)).toList()));
    double lowest = Math.min(0, e.stream().mapToDouble(x -> x).min().orElseThrow());
    double limit = Math.max(0.15, Math.max(2.5 * sd, -lowest));
    double d = mean(present) - level;
    double newer = mean(present.subList(r - Math.max(1, r / 2), r)) - level;
    if (!(d < -limit && newer < -limit)) {
      return null;
    }
    if (!phase.equals("stabilized")) {
      seg0 = t + 1 - (n - start) * blockSize;
    }
    long onset = t + 1 - r * blockSize;
    blocks = new ArrayList<>(blocks.subList(n - r, n));
    phase = "descending";
    ref = level;
    risen = 0;
    fell = -1;
    return new StabilizationEnded(seg0, onset, t, level, d);
  }

  private @Nullable PhaseEvent descending(long t) {
    int n = blocks.size();
    long age = t + 1;
    double need = Math.max(32 * Math.min(8, 1 + (s1 / 0.25) * (s1 / 0.25)), 0.25 * age);
    if (n < 32 || n % 2 != 0 || n * blockSize < need) {
      return null;
    }
    for (int i = 0; i <= 4; i++) {
      int c = n * i / 8;
      if (n - c < 32) {
        return null;
      }
      if (isLevel(logs().subList(c, n))) {
        if ((n - c) * blockSize < need) {
          return null;
        }
        blocks = new ArrayList<>(blocks.subList(c, n));
        seg0 = t - (n - c) * blockSize + 1;
        phase = "stabilized";
        return new StabilizationBegan(seg0, t, level(logs()));
      }
    }
    return null;
  }

  static boolean isLevel(List<Double> y) {
    int m = y.size();
    List<Double> b =
        IntStream.range(0, 16)
            .mapToObj(k -> mean(y.subList(m * k / 16, m * (k + 1) / 16)))
            .toList();
    double signs = 0;
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      for (int j = i + 1; j < 16; j++) {
        signs += Math.signum(b.get(j) - b.get(i));
        slopes.add((b.get(j) - b.get(i)) / (j - i));
      }
    }
    double trend = 15 * median(slopes);
    double halves = mean(b.subList(12, 16)) - mean(b.subList(0, 4));
    double middle = median(b);
    double mad = 1.4826 * median(b.stream().map(x -> Math.abs(x - middle)).toList());
    double limit = Math.max(0.2, mad);
    return Math.abs(trend) <= limit
        && Math.abs(halves) <= limit
        && mad <= 0.5
        && signs / 120 >= -0.5;
  }

  private @Nullable PhaseEvent stabilized(long t) {
    Optional<Excursion> found = excursion(logs());
    return found.isPresent() ? fire(t, found.get()) : null;
  }

  static Optional<Excursion> excursion(List<Double> y) {
    int n = y.size();
    int r0 = Math.max(1, (int) Math.floor(0.03 * n));
    int i0 = (int) Math.floor(0.25 * (n - r0));
    double level = level(y);
    for (int r = r0; r <= 0.25 * n; r = Math.max(r + 1, (int) Math.floor(1.5 * r))) {
      int m = n - r;
      if (m < 16) {
        break;
      }
      double d = mean(y.subList(m, n)) - level;
      if (!(d < -0.3 || d > 1.5)) {
        continue;
      }
      List<Double> e = new ArrayList<>();
      for (int i = i0; i + r <= m; i++) {
        e.add(mean(y.subList(i, i + r)) - level);
      }
      if (e.size() < 8) {
        break;
      }
      if (fires(y.subList(m, n), level, d, e)) {
        return Optional.of(new Excursion(r, level, d));
      }
    }
    return Optional.empty();
  }

  private static boolean fires(List<Double> newest, double level, double d, List<Double> e) {
    double lo = Math.min(0, e.stream().mapToDouble(x -> x).min().orElseThrow());
    double hi = Math.max(0, e.stream().mapToDouble(x -> x).max().orElseThrow());
    double mean = mean(e);
    double sd = Math.sqrt(mean(e.stream().map(x -> (x - mean) * (x - mean)).toList()));
    long crossings =
        IntStream.range(1, e.size()).filter(i -> (e.get(i) > 0) != (e.get(i - 1) > 0)).count();
    double threshold = Math.max(5 * sd, 2.5 * (d < 0 ? -lo : hi));
    return Math.abs(d) > threshold
        && crossings >= 2
        && newest.stream().allMatch(x -> d < 0 ? x < level - 0.3 : x > level + 0.3);
  }

  private @Nullable PhaseEvent fire(long t, Excursion found) {
    int r = found.blocks();
    long onset = t - r * blockSize + 1;
    int n = blocks.size();
    blocks = new ArrayList<>(blocks.subList(n - r, n));
    phase = "descending";
    ref = found.level();
    if (found.change() > 0) {
      risen = t;
      rlen = n * blockSize;
      return null;
    }
    risen = 0;
    return new StabilizationEnded(seg0, onset, t, ref, found.change());
  }

  private static double level(List<Double> y) {
    int n = y.size();
    int r0 = Math.max(1, (int) Math.floor(0.03 * n));
    int i0 = (int) Math.floor(0.25 * (n - r0));
    return median(y.subList(i0, Math.max(1, n - r0)));
  }

  private List<Double> logs() {
    return blocks.stream().map(Math::log10).toList();
  }

  private static double mean(List<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.size();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
