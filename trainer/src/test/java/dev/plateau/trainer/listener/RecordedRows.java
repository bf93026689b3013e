package dev.plateau.trainer.listener;

import dev.plateau.protocol.MetricName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps all rows in memory; values that come late are put into the row of their step. */
public class RecordedRows implements StepSink {
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
  private final List<Row> written = new ArrayList<>();
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
  public void again(long lateStep) {
    step = lateStep;
    values = new LinkedHashMap<>();
  }

  @Override
  public void put(MetricName name, double value) {
    values.put(name, value);
  }

  @Override
  public void commit() {
    Row row = new Row(step, values);
    written.add(row);
    for (int i = rows.size() - 1; i >= 0 && rows.get(i).step() >= step; i--) {
      if (rows.get(i).step() == step) {
        rows.get(i).values().putAll(values);
        return;
      }
    }
    rows.add(new Row(step, new LinkedHashMap<>(values)));
  }

  /** The rows as they were written, late ones by themselves. */
  public List<Row> written() {
    return written;
  }

  /** The steps of the rows that have the metric, as they were written. */
  public List<Long> stepsWith(MetricName name) {
    return written.stream().filter(row -> row.values().containsKey(name)).map(Row::step).toList();
  }

  /** How many rows were begun; more than there are rows if some were dropped. */
  public int begun() {
    return begun;
  }

  /** A row for each step so far. */
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
