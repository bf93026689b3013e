package dev.plateau.collector.replay;

import dev.plateau.collector.log.RunRecord;
import dev.plateau.collector.log.RunRecords;
import dev.plateau.collector.log.RunRows;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Cursors of a log that goes away after a while. */
final class BreakingRows {
  private BreakingRows() {}

  /** Rows that break off after so many. */
  static RunRows after(int count, RunRows rows) {
    int[] given = {0};
    return (RunRows)
        Proxy.newProxyInstance(
            RunRows.class.getClassLoader(),
            new Class<?>[] {RunRows.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("advance") && given[0]++ == count) {
                throw new IOException("The broker went away.");
              }
              try {
                return method.invoke(rows, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Records that break off after so many. */
  static RunRecords after(int count, RunRecords records) {
    return new RunRecords() {
      private int given;

      @Override
      public @Nullable RunRecord next() throws IOException {
        if (given++ == count) {
          throw new IOException("The broker went away.");
        }
        return records.next();
      }

      @Override
      public long bytesRead() {
        return records.bytesRead();
      }

      @Override
      public double progress() {
        return records.progress();
      }

      @Override
      public boolean beginsLate() {
        return records.beginsLate();
      }

      @Override
      public void close() {
        records.close();
      }
    };
  }
}
