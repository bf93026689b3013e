package dev.plateau.collector.export;

import dev.plateau.collector.export.ListedRows.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/**
 * Rows of a run as {@link dev.plateau.collector.log.RunRows} promises them: steps with holes,
 * probes that answer late, some so late that their step has long been written, some for steps that
 * nothing else was said of; metrics that come later than others; names and values that are hard.
 */
final class RandomRows {
  private static final List<String> PROMPT =
      List.of("loss", "Loss", "step", "run", "we\"ird, 'x'\\", "feature_sparsity/1", "Straße");
  private static final List<String> SLOW = List.of("ntk_rank", "TIME", "loss_2", "a, b");
  private static final double[] HARD = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    -0.0,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    0.1 + 0.2,
    2.0E-3
  };

  private final Random random;

  RandomRows(long seed) {
    random = new Random(seed);
  }

  List<Row> rows(int count) {
    TreeMap<Integer, List<Row>> byArrival = new TreeMap<>();
    Map<String, Integer> busyUntil = new LinkedHashMap<>();
    long step = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      Map<String, Double> values = new LinkedHashMap<>();
      for (int m = 0; m < PROMPT.size(); m++) {
        if (i >= 10 * m && random.nextInt(10) < 9 - m) {
          values.put(PROMPT.get(m), value());
        }
      }
      boolean said = random.nextInt(8) > 0;
      if (said) {
        byArrival
            .computeIfAbsent(i, k -> new ArrayList<>())
            .add(0, new Row(1 + i / 100, step, time(step), values));
      }
      for (String probe : SLOW) {
        int arrival = Math.max(i, busyUntil.getOrDefault(probe, 0)) + delay();
        if (random.nextInt(6) == 0 && (said || random.nextBoolean())) {
          busyUntil.put(probe, arrival);
          byArrival
              .computeIfAbsent(arrival, k -> new ArrayList<>())
              .add(new Row(1 + i / 100, step, time(step) + 7, Map.of(probe, value())));
        }
      }
      step += 1 + (random.nextInt(10) == 0 ? random.nextInt(5) : 0);
    }
    List<Row> rows = new ArrayList<>();
    byArrival.values().forEach(rows::addAll);
    return rows;
  }

  private int delay() {
    return random.nextInt(4) == 0 ? random.nextInt(80) : random.nextInt(3);
  }

  private static long time(long step) {
    return 1_700_000_000_000_001L + 997 * step;
  }

  private double value() {
    return random.nextInt(5) == 0 ? HARD[random.nextInt(HARD.length)] : random.nextGaussian();
  }

  /** What must stand in the table: all that was said of a step, with the time said first. */
  static NavigableMap<Long, Row> oracle(List<Row> rows) {
    TreeMap<Long, Row> table = new TreeMap<>();
    for (Row row : rows) {
      Row merged =
          table.computeIfAbsent(
              row.step(),
              step -> new Row(row.attempt(), step, row.timeMicros(), new LinkedHashMap<>()));
      merged.values().putAll(row.values());
    }
    return table;
  }
}
