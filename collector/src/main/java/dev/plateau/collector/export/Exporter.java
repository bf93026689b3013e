package dev.plateau.collector.export;

import dev.plateau.collector.log.LogUnavailableException;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunRows;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Exports runs into a folder, each into {@code run=<run id>} with a {@code run.json} that says what
 * is there. Taken up again, it goes on: what is there and right stays. For one thread.
 */
public final class Exporter {
  /** 48 MB, and twice that while it grows. */
  static final long WINDOW_CELLS = 6_000_000;

  private final ExportFormat format;
  private final Path out;
  private final ExportWatch watch;
  private final long windowCells;

  /**
   * @param out where the runs' folders are made; made itself if it is not there
   * @param watch looks on, and may end it
   */
  public Exporter(ExportFormat format, Path out, ExportWatch watch) {
    this(format, out, watch, WINDOW_CELLS);
  }

  /**
   * @param windowCells values that may wait for later ones of their step
   */
  Exporter(ExportFormat format, Path out, ExportWatch watch, long windowCells) {
    this.format = format;
    this.out = out;
    this.watch = watch;
    this.windowCells = windowCells;
  }

  /**
   * Exports one run, up to what there is of it.
   *
   * @throws InterruptedExportException if the log goes away in the middle or the watch ends it
   * @throws IOException with one sentence, if the folder or a file in it cannot be used
   */
  public ExportResult export(RunEntry run, RowSource source) throws IOException {
    try (RunFolder folder = RunFolder.open(out, run.run())) {
      Manifest before = folder.file().manifest(format);
      if (before.hasAllOf(run) && holdsAll(folder, before)) {
        return unchanged(run, folder, before);
      }
      folder.save(folder.file().with(run.json(), format, before.incomplete()));
      try (RunRows rows = open(source, run, folder, before)) {
        return format.isTable()
            ? exportTable(run, folder, rows)
            : new OpenMetricsExport(run, folder, format, watch).of(rows);
      }
    }
  }

  private static RunRows open(RowSource source, RunEntry run, RunFolder folder, Manifest before)
      throws IOException {
    try {
      return source.open(run);
    } catch (LogUnavailableException e) {
      throw new InterruptedExportException(
          run.run(), folder.path(), before.lastStep(), String.valueOf(e.getMessage()), e);
    }
  }

  private ExportResult exportTable(RunEntry run, RunFolder folder, RunRows rows)
      throws IOException {
    try (PartFormat files = open(run, folder)) {
      return new TableExport(run, folder, format, files, windowCells, watch).of(rows);
    }
  }

  private PartFormat open(RunEntry run, RunFolder folder) throws IOException {
    return switch (format) {
      case PARQUET -> DuckDbFormat.parquet(folder.path(), run);
      case CSV -> DuckDbFormat.csv(folder.path());
      default -> new JsonLinesFormat();
    };
  }

  private static boolean holdsAll(RunFolder folder, Manifest manifest) throws IOException {
    for (Part part : manifest.parts()) {
      if (!folder.holds(part)) {
        return false;
      }
    }
    return true;
  }

  private static ExportResult unchanged(RunEntry run, RunFolder folder, Manifest manifest) {
    return new ExportResult(
        run.run(),
        folder.path(),
        manifest.rows(),
        manifest.columns().size(),
        manifest.parts().size(),
        0,
        manifest.bytes(),
        0,
        manifest.firstStep(),
        manifest.lastStep(),
        false,
        manifest.leftOut());
  }
}
