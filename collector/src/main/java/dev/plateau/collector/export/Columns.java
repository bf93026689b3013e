package dev.plateau.collector.export;

import dev.plateau.protocol.MetricName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The metrics of a run as columns of its table, numbered from 0 in the order in which they came.
 *
 * <p>A column is named as its metric. DuckDB does not tell capitals from small letters, and the
 * table has columns of its own: a metric whose name is taken gets {@code _2}, {@code _3}, ... at
 * its end. For one thread.
 */
final class Columns {
  static final String STEP = "step";
  static final String TIME = "time";
  static final String ATTEMPT = "attempt";

  /** The folder's name becomes a column of this name where DuckDB reads many runs. */
  private static final String RUN = "run";

  private final Map<MetricName, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> numbersByName = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<MetricName> metrics = new ArrayList<>();
  private final Set<String> taken = new HashSet<>(Set.of(STEP, TIME, ATTEMPT, RUN));

  /**
   * The columns that an earlier export named.
   *
   * @param known metrics by the names of their columns, in order
   */
  static Columns of(Map<String, String> known) {
    Columns columns = new Columns();
    known.forEach((name, metric) -> columns.add(name, MetricName.parse(metric)));
    return columns;
  }

  /** Number of a metric's column; a new one if it has none yet. */
  int number(MetricName metric) {
    Integer number = numbers.get(metric);
    if (number != null) {
      return number;
    }
    String name = metric.toString();
    for (int i = 2; taken.contains(name.toLowerCase(Locale.ROOT)); i++) {
      name = metric + "_" + i;
    }
    return add(name, metric);
  }

  private int add(String name, MetricName metric) {
    int number = names.size();
    numbers.put(metric, number);
    numbersByName.put(name, number);
    names.add(name);
    metrics.add(metric);
    taken.add(name.toLowerCase(Locale.ROOT));
    return number;
  }

  /**
   * Number of the column of this name.
   *
   * @throws IllegalArgumentException naming it, if there is none
   */
  int named(String name) {
    Integer number = numbersByName.get(name);
    if (number == null) {
      throw new IllegalArgumentException("there is no column '" + name + "'");
    }
    return number;
  }

  String name(int number) {
    return names.get(number);
  }

  int size() {
    return names.size();
  }

  /** Metrics by the names of their columns, in order. */
  Map<String, String> asMap() {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      map.put(names.get(i), metrics.get(i).toString());
    }
    return map;
  }
}
