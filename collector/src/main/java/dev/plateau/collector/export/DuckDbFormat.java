package dev.plateau.collector.export;

import dev.plateau.collector.log.RunEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Parquet or CSV, written by a DuckDB that lives in memory, may use the files of one folder only
 * and loads nothing: both formats are built in. Time is TIMESTAMP WITH TIME ZONE, step BIGINT,
 * attempt INTEGER, metrics DOUBLE; a missing value is NULL.
 */
final class DuckDbFormat implements PartFormat {
  private static final String MEMORY_LIMIT = "256MB";
  private static final int MAX_THREADS = 2;
  private static final int OWN_COLUMNS = 3;

  private final Connection connection;
  private final BlockFunction rows;
  private final String copyOptions;
  private final String reader;

  private DuckDbFormat(
      Connection connection, BlockFunction rows, String copyOptions, String reader) {
    this.connection = connection;
    this.rows = rows;
    this.copyOptions = copyOptions;
    this.reader = reader;
  }

  /**
   * Starts a DuckDB that writes Parquet.
   *
   * @param folder the only one that it may use
   * @param run described in each file's metadata
   */
  static DuckDbFormat parquet(Path folder, RunEntry run) throws IOException {
    return open(
        folder,
        "FORMAT parquet, COMPRESSION zstd, KV_METADATA {" + metadata(run) + "}",
        "read_parquet(%s, hive_partitioning = false)");
  }

  /**
   * Starts a DuckDB that writes CSV.
   *
   * @param folder the only one that it may use
   */
  static DuckDbFormat csv(Path folder) throws IOException {
    return open(
        folder,
        "FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR ''",
        "read_csv(%s, all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"',"
            + " nullstr = '', hive_partitioning = false)");
  }

  private static DuckDbFormat open(Path folder, String copyOptions, String reader)
      throws IOException {
    try {
      Connection connection = DriverManager.getConnection("jdbc:duckdb:");
      try {
        UnpackedLibrary.remove();
        confine(connection, folder);
        return new DuckDbFormat(
            connection, BlockFunction.register(connection), copyOptions, reader);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IOException("DuckDB does not start: " + firstLine(e), e);
    }
  }

  private static void confine(Connection connection, Path folder) throws SQLException {
    int threads = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
    try (Statement statement = connection.createStatement()) {
      for (String setting :
          List.of(
              "memory_limit = '" + MEMORY_LIMIT + "'",
              "threads = " + threads,
              "temp_directory = ''",
              "TimeZone = 'UTC'",
              "autoinstall_known_extensions = false",
              "autoload_known_extensions = false",
              "allow_persistent_secrets = false",
              "allowed_directories = [" + text(folder.toAbsolutePath() + "/") + "]",
              "enable_external_access = false",
              "lock_configuration = true")) {
        statement.execute("SET " + setting);
      }
    }
  }

  private static String metadata(RunEntry run) {
    return Map.of(
            "run", run.run(),
            "experiment", run.experiment(),
            "name", run.name(),
            "config", run.json().path("config").toString(),
            "tags", run.json().path("tags").toString())
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  @Override
  public void write(Block block, Path file) throws IOException {
    rows.show(block);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT "
              + String.join(", ", selected(block))
              + " FROM "
              + BlockFunction.NAME
              + "()) TO "
              + text(file.toAbsolutePath().toString())
              + " ("
              + copyOptions
              + ", USE_TMP_FILE false)");
    } catch (SQLException e) {
      throw new IOException("cannot write " + file + ": " + firstLine(e), e);
    } finally {
      rows.show(null);
    }
  }

  private static List<String> selected(Block block) {
    List<String> selected = new ArrayList<>();
    selected.add("step");
    selected.add("make_timestamptz(time) AS time");
    selected.add("attempt");
    for (int i = 0; i < block.series().size(); i++) {
      selected.add("c" + i + " AS " + name(block.series().get(i).name()));
    }
    return selected;
  }

  @Override
  public Block read(Path file, Columns columns) throws IOException {
    String source = reader.formatted(text(file.toAbsolutePath().toString()));
    try (Statement statement = connection.createStatement()) {
      List<String> names = names(statement, source);
      StringBuilder sql =
          new StringBuilder("SELECT step::BIGINT, epoch_us(time::TIMESTAMPTZ), attempt::INTEGER");
      names.forEach(name -> sql.append(", ").append(name(name)).append("::DOUBLE"));
      try (ResultSet result = statement.executeQuery(sql + " FROM " + source)) {
        return block(result, columns, names);
      }
    } catch (SQLException | IllegalArgumentException e) {
      throw new IOException("cannot read " + file + ": " + firstLine(e), e);
    }
  }

  private static List<String> names(Statement statement, String source) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet result = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
      while (result.next()) {
        names.add(result.getString(1));
      }
    }
    return names.subList(OWN_COLUMNS, names.size());
  }

  private static Block block(ResultSet result, Columns columns, List<String> names)
      throws SQLException {
    Window window = new Window(columns, Long.MAX_VALUE);
    int[] numbers = names.stream().mapToInt(columns::named).toArray();
    while (result.next()) {
      int row = window.row(result.getLong(1), result.getLong(2), result.getInt(3));
      for (int i = 0; i < numbers.length; i++) {
        double value = result.getDouble(OWN_COLUMNS + 1 + i);
        if (!result.wasNull()) {
          window.set(row, numbers[i], value);
        }
      }
    }
    return window.cut(window.size());
  }

  /** A text as it stands in SQL. */
  private static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A name as it stands in SQL. */
  private static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("DuckDB does not end: " + firstLine(e), e);
    }
  }
}
