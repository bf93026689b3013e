package dev.plateau.collector.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.export.ListedRows.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads an exported run as another program would: by what run.json says, with a plain DuckDB. */
final class ExportedTable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ExportedTable() {}

  /** All rows by step; fails where parts do not ascend. */
  static NavigableMap<Long, Row> read(Path folder, ExportFormat format) throws Exception {
    JsonNode manifest =
        JSON.readTree(folder.resolve("run.json").toFile()).at("/exports/" + format.key());
    Map<String, String> metrics = new LinkedHashMap<>();
    manifest
        .path("columns")
        .properties()
        .forEach(e -> metrics.put(e.getKey(), e.getValue().asText()));
    TreeMap<Long, Row> table = new TreeMap<>();
    for (JsonNode part : manifest.path("parts")) {
      Path file = folder.resolve(part.path("file").asText());
      NavigableMap<Long, Row> rows =
          format == ExportFormat.JSONL ? jsonLines(file, metrics) : sql(file, format, metrics);
      assertThat(rows).hasSize(part.path("rows").asInt());
      assertThat(rows.firstKey()).isEqualTo(part.path("first_step").asLong());
      assertThat(rows.lastKey()).isEqualTo(part.path("last_step").asLong());
      assertThat(table.isEmpty() || table.lastKey() < rows.firstKey()).isTrue();
      assertThat(Files.size(file)).isEqualTo(part.path("bytes").asLong());
      table.putAll(rows);
    }
    assertThat(manifest.path("complete").asBoolean()).isTrue();
    return table;
  }

  private static void add(NavigableMap<Long, Row> rows, Row row) {
    assertThat(rows.isEmpty() || rows.lastKey() < row.step()).as("ascends at %s", row).isTrue();
    rows.put(row.step(), row);
  }

  private static NavigableMap<Long, Row> jsonLines(Path file, Map<String, String> metrics)
      throws Exception {
    TreeMap<Long, Row> rows = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      Map<String, Double> values = new LinkedHashMap<>();
      JsonNode json = JSON.readTree(line);
      json.properties()
          .forEach(
              field -> {
                if (metrics.containsKey(field.getKey())) {
                  values.put(
                      metrics.get(field.getKey()), Double.valueOf(field.getValue().asText()));
                }
              });
      long time =
          ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(json.path("time").asText()));
      assertThat(json.size()).isEqualTo(3 + values.size());
      add(rows, new Row(json.path("attempt").asInt(), json.path("step").asLong(), time, values));
    }
    return rows;
  }

  private static NavigableMap<Long, Row> sql(
      Path file, ExportFormat format, Map<String, String> metrics) throws Exception {
    boolean csv = format == ExportFormat.CSV;
    TreeMap<Long, Row> rows = new TreeMap<>();
    String source =
        csv
            ? "read_csv('"
                + file
                + "', header = true, all_varchar = true, delim = ',', quote = '\"',"
                + " escape = '\"')"
            : "read_parquet('" + file + "')";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("FROM " + source)) {
      ResultSetMetaData columns = result.getMetaData();
      // With the folder's name as the last column, run.
      BiFunction<ResultSet, Integer, @Nullable Double> number =
          csv ? ExportedTable::text : ExportedTable::number;
      while (result.next()) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 4; i < columns.getColumnCount(); i++) {
          Double value = number.apply(result, i);
          if (value != null) {
            values.put(metrics.get(columns.getColumnName(i)), value);
          }
        }
        long time =
            ChronoUnit.MICROS.between(
                Instant.EPOCH,
                csv
                    ? OffsetDateTime.parse(result.getString(2).replace(' ', 'T')).toInstant()
                    : result.getObject(2, OffsetDateTime.class).toInstant());
        add(
            rows,
            new Row(
                Integer.parseInt(result.getString(3)),
                Long.parseLong(result.getString(1)),
                time,
                values));
      }
      if (!csv) {
        assertThat(columns.getColumnTypeName(1)).isEqualTo("BIGINT");
        assertThat(columns.getColumnTypeName(2)).isEqualTo("TIMESTAMP WITH TIME ZONE");
        assertThat(columns.getColumnTypeName(3)).isEqualTo("INTEGER");
      }
      assertThat(columns.getColumnName(columns.getColumnCount())).isEqualTo("run");
    }
    return rows;
  }

  private static @Nullable Double number(ResultSet result, int column) {
    try {
      double value = result.getDouble(column);
      return result.wasNull() ? null : value;
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static @Nullable Double text(ResultSet result, int column) {
    try {
      String text = result.getString(column);
      if (text == null) {
        return null;
      }
      return switch (text) {
        case "nan" -> Double.NaN;
        case "inf" -> Double.POSITIVE_INFINITY;
        case "-inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.valueOf(text);
      };
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }
}
