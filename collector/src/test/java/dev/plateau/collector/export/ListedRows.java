package dev.plateau.collector.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.collector.log.LogUnavailableException;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunRows;
import dev.plateau.protocol.MetricName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows from a list, as a log would give them that may go away or may have lost its beginning. */
final class ListedRows implements RunRows {
  /** A row of the list. */
  record Row(int attempt, long step, long timeMicros, Map<String, Double> values) {}

  private final List<Row> rows;
  private final List<MetricName> metrics = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private int failAt = Integer.MAX_VALUE;
  private boolean beginsLate;
  private int at = -1;
  private int[] rowMetrics = {};
  private double[] rowValues = {};

  ListedRows(List<Row> rows) {
    this.rows = rows;
  }

  /** The log goes away when so many rows have been read. */
  ListedRows failingAt(int count) {
    failAt = count;
    return this;
  }

  /** The log says that its beginning is gone. */
  ListedRows beginningLate() {
    beginsLate = true;
    return this;
  }

  /** An entry of the registry of a run with so many records. */
  static RunEntry entry(String run, boolean ended, int records) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("run", run).put("experiment", "it's \"x\"");
    json.putObject("config").put("seed", "1'2");
    json.putObject("ledger").put("received", records);
    json.putArray("attempts").addObject().put("number", 1).put("last_offset", records - 1);
    if (ended) {
      json.put("ended_time", 1.0);
    }
    return new RunEntry(json);
  }

  @Override
  public boolean advance() throws IOException {
    if (at + 1 == failAt) {
      throw new LogUnavailableException("The broker is gone.", new IOException());
    }
    if (at + 1 >= rows.size()) {
      return false;
    }
    Row row = rows.get(++at);
    rowMetrics = new int[row.values.size()];
    rowValues = new double[row.values.size()];
    int i = 0;
    for (Map.Entry<String, Double> value : row.values.entrySet()) {
      rowMetrics[i] =
          numbers.computeIfAbsent(
              value.getKey(),
              name -> {
                metrics.add(MetricName.parse(name));
                return metrics.size() - 1;
              });
      rowValues[i++] = value.getValue();
    }
    return true;
  }

  @Override
  public int attempt() {
    return rows.get(at).attempt;
  }

  @Override
  public long step() {
    return rows.get(at).step;
  }

  @Override
  public long timeMicros() {
    return rows.get(at).timeMicros;
  }

  @Override
  public long offset() {
    return at;
  }

  @Override
  public int size() {
    return rowMetrics.length;
  }

  @Override
  public int metric(int i) {
    return rowMetrics[i];
  }

  @Override
  public double value(int i) {
    return rowValues[i];
  }

  @Override
  public List<MetricName> metrics() {
    return metrics;
  }

  @Override
  public long bytesRead() {
    return 10L * (at + 1);
  }

  @Override
  public double progress() {
    return rows.isEmpty() ? 1 : (at + 1.0) / rows.size();
  }

  @Override
  public boolean beginsLate() {
    return beginsLate;
  }

  @Override
  public void close() {}
}
