package dev.plateau.trainer.listener;

import dev.plateau.protocol.MetricName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps all rows in memory; checks that they are written in order. */
public final class RecordedRows implements StepSink {
  /** A committed row. */
  public record Row(long step, Map<MetricName, Double> values) {
    /** The value; the row must have one. */
    public double value(MetricName name) {
      Double value = values.get(name);
      if (value == null) {
        throw new AssertionError("row " + step + " has no " + name + ", only " + values.keySet());
      }
      return value;
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private int begun;
  private long step;
  private Map<MetricName, Double> values = new LinkedHashMap<>();

  @Override
  public void step(long begunStep) {
    begun++;
    step = begunStep;
    values = new LinkedHashMap<>();
  }

  @Override
  public void put(MetricName name, double value) {
    values.put(name, value);
  }

  @Override
  public void commit() {
    rows.add(new Row(step, values));
  }

  /** How many rows were begun; more than there are rows if some were dropped. */
  public int begun() {
    return begun;
  }

  /** The rows so far. */
  public List<Row> rows() {
    return rows;
  }

  /** The row of that index. */
  public Row row(int index) {
    return rows.get(index);
  }

  /** The steps of all rows. */
  public List<Long> steps() {
    return rows.stream().map(Row::step).toList();
  }

  /** The metric of all rows that have it. */
  public double[] values(MetricName name) {
    return rows.stream()
        .filter(row -> row.values().containsKey(name))
        .mapToDouble(row -> row.value(name))
        .toArray();
  }
}
