package dev.plateau.collector.export;

import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunRows;
import java.io.IOException;
import java.util.Arrays;

/**
 * One run's way into a table.
 *
 * <p>Rows gather in a window; when it is full, the lower half becomes a part. Where the cuts fall
 * follows from the rows alone, so an export that is made again cuts the same parts, and a part that
 * is there with the same content and the right checksum is left as it is. What differs from what
 * was exported before, for whatever reason, is thereby found and written anew. Values later than
 * the window gather in a second one and are put into the parts that hold their steps.
 *
 * <p>For one thread, once.
 */
final class TableExport {
  /** The window of late values, against the first one. */
  private static final int LATE_SHARE = 4;

  private final RunEntry run;
  private final RunFolder folder;
  private final ExportWatch watch;
  private final Columns columns;
  private final PartList parts;
  private final Window window;
  private final Window late;
  private int[] numbers = {};

  TableExport(
      RunEntry run,
      RunFolder folder,
      ExportFormat format,
      PartFormat files,
      long windowCells,
      ExportWatch watch) {
    this.run = run;
    this.folder = folder;
    this.watch = watch;
    Manifest before = folder.file().manifest(format);
    columns = Columns.of(before.columns());
    parts = new PartList(run, folder, format, files, columns);
    window = new Window(columns, windowCells);
    late = new Window(columns, Math.max(1, windowCells / LATE_SHARE));
  }

  /** Exports all rows; the caller closes them. */
  ExportResult of(RunRows rows) throws IOException {
    Reading reading = new Reading(run, folder.path(), rows, watch, parts::lastStep);
    boolean first = true;
    while (reading.advance()) {
      if (first && rows.beginsLate()) {
        keepWhatIsGone(rows.step());
      }
      first = false;
      add(rows);
    }
    if (first && rows.beginsLate()) {
      keepWhatIsGone(Long.MAX_VALUE);
    }
    while (window.size() > 0) {
      parts.put(window.cut(window.size()));
    }
    putLate();
    Manifest manifest = parts.finish(reading.lastOffset());
    return new ExportResult(
        run.run(),
        folder.path(),
        manifest.rows(),
        columns.size(),
        manifest.parts().size(),
        parts.written(),
        manifest.bytes(),
        rows.bytesRead(),
        parts.firstStep(),
        parts.lastStep(),
        rows.beginsLate(),
        0);
  }

  /** What the log has dropped since it was exported stays. */
  private void keepWhatIsGone(long firstStep) throws IOException {
    parts.keepBefore(firstStep);
    window.raiseFloor(parts.lastPutStep());
    Block block = parts.partWith(firstStep);
    if (block != null) {
      window.add(block, 0, block.rowsBelow(firstStep));
    }
  }

  private void add(RunRows rows) throws IOException {
    Window into = rows.step() > window.floor() ? window : late;
    int row = into.row(rows.step(), rows.timeMicros(), rows.attempt());
    for (int i = 0; i < rows.size(); i++) {
      into.set(row, number(rows, rows.metric(i)), rows.value(i));
    }
    while (window.isFull()) {
      parts.put(window.cut((window.size() + 1) / 2));
    }
    if (late.isFull()) {
      putLate();
    }
  }

  /** The column of a metric by its number among the rows' metrics. */
  private int number(RunRows rows, int metric) {
    if (metric >= numbers.length) {
      int known = numbers.length;
      numbers = Arrays.copyOf(numbers, rows.metrics().size());
      for (int i = known; i < numbers.length; i++) {
        numbers[i] = columns.number(rows.metrics().get(i));
      }
    }
    return numbers[metric];
  }

  private void putLate() throws IOException {
    if (late.size() > 0) {
      parts.amend(late.cut(late.size()));
    }
  }
}
