package dev.plateau.collector.export;

import dev.plateau.collector.export.Block.Series;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * A block as a table that DuckDB reads, without a copy of its own: {@code plateau_rows()} with the
 * columns {@code step}, {@code time} (microseconds since the epoch), {@code attempt}, {@code c0},
 * {@code c1}, ... in the order of the block's series. One block at a time.
 */
final class BlockFunction implements DuckDBTableFunction<Object, BlockFunction.Position, Object> {
  static final String NAME = "plateau_rows";

  private static final int OWN_COLUMNS = 3;

  private @Nullable Block block;

  /** How far a query has read. */
  static final class Position {
    private int next;
  }

  static BlockFunction register(Connection connection) throws SQLException {
    BlockFunction function = new BlockFunction();
    try (var builder = DuckDBFunctions.tableFunction()) {
      builder.withName(NAME).withFunction(function).register(connection);
    }
    return function;
  }

  /** Says what the next query reads; null: nothing, so that the rows can be thrown away. */
  void show(@Nullable Block shown) {
    block = shown;
  }

  private Block shown() {
    Block shown = block;
    if (shown == null) {
      throw new IllegalStateException("no rows are shown");
    }
    return shown;
  }

  @Override
  public Object bind(DuckDBTableFunctionBindInfo info) {
    Block rows = shown();
    info.addResultColumn("step", DuckDBColumnType.BIGINT);
    info.addResultColumn("time", DuckDBColumnType.BIGINT);
    info.addResultColumn("attempt", DuckDBColumnType.INTEGER);
    for (int i = 0; i < rows.series().size(); i++) {
      info.addResultColumn("c" + i, DuckDBColumnType.DOUBLE);
    }
    info.setCardinality(rows.size(), true);
    return rows;
  }

  @Override
  public Position init(DuckDBTableFunctionInitInfo info) {
    // The order of the rows is the order of the calls.
    info.setMaxThreads(1);
    return new Position();
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter out) {
    Block rows = shown();
    Position position = info.getInitData();
    int from = position.next;
    int count = (int) Math.min(out.capacity(), rows.size() - from);
    DuckDBWritableVector steps = out.vector(0);
    DuckDBWritableVector times = out.vector(1);
    DuckDBWritableVector attempts = out.vector(2);
    for (int i = 0; i < count; i++) {
      steps.setLong(i, rows.step(from + i));
      times.setLong(i, rows.timeMicros(from + i));
      attempts.setInt(i, rows.attempt(from + i));
    }
    List<Series> series = rows.series();
    for (int c = 0; c < series.size(); c++) {
      fill(out.vector(OWN_COLUMNS + c), series.get(c), from, count);
    }
    position.next = from + count;
    return count;
  }

  private static void fill(DuckDBWritableVector out, Series series, int from, int count) {
    for (int i = 0; i < count; i++) {
      if (series.has(from + i)) {
        out.setDouble(i, series.value(from + i));
      } else {
        out.setNull(i);
      }
    }
  }
}
