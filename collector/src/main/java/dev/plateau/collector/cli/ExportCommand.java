package dev.plateau.collector.cli;

import dev.plateau.collector.export.ExportFormat;
import dev.plateau.collector.export.ExportResult;
import dev.plateau.collector.export.ExportWatch;
import dev.plateau.collector.export.Exporter;
import dev.plateau.collector.export.InterruptedExportException;
import dev.plateau.collector.log.ResolvedRows;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.log.RunNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plateau export}: runs as files for DuckDB, spreadsheets, scripts and Prometheus. */
@Command(
    name = "export",
    description = "Exports runs as Parquet, CSV, JSON lines or OpenMetrics.",
    footerHeading = "%n",
    footer = {
      "Each run goes into DIR/run=<run id>: part files, one row a step, one column a metric, and"
          + " run.json with all that is known of the run. The same command goes on where it was"
          + " interrupted, and takes up what a run has said since.",
      "",
      "Ask DuckDB about many runs at once:",
      "  SELECT run, max(step), min(loss)",
      "  FROM read_parquet('DIR/*/*.parquet', union_by_name = true) GROUP BY run;",
      "",
      "Give a Prometheus an OpenMetrics file (wall.om, or step.om with --time step):",
      "  promtool tsdb create-blocks-from --max-block-duration=486h openmetrics \\",
      "    DIR/run=<run id>/wall.om PROMETHEUS_DATA",
      "promtool makes a block of every 2 hours unless told otherwise, and reads the file once a"
          + " block: 486h (other values: 6h, 18h, 54h, 162h) makes it one for 20 days, or for"
          + " 1,749,600 steps with --time step, whose data are of 1970. Prometheus deletes what is"
          + " older than its retention, 15 days by default: start it with"
          + " --storage.tsdb.retention.time=100y."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  private static final int STOPPED = 130;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "The runs by their ids, or names that only they have.")
  private List<String> runs = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "F",
      required = true,
      description = "parquet, csv, jsonl or openmetrics.")
  private String format = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the runs' folders are made. Formats can be beside each other.")
  private Path out = Path.of("");

  @Option(
      names = "--time",
      paramLabel = "T",
      description = {
        "For openmetrics: wall (default), the trainer's time in milliseconds; or step, where step s"
            + " is at second s since 1970."
      })
  private @Nullable String time;

  @Mixin private LogOptions log = new LogOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ExportFormat chosen = chosenFormat();
    StopRequest stop = StopRequest.listen();
    try {
      return exportAll(chosen, stop);
    } finally {
      stop.closed(0);
    }
  }

  private int exportAll(ExportFormat chosen, StopRequest stop) throws IOException {
    try (RunLog source = log.open();
        ProgressBar bar = ProgressBar.of(spec.commandLine().getErr())) {
      for (RunEntry entry : find(source)) {
        export(entry, source, chosen, new Watch(entry, stop, bar), bar);
      }
      return 0;
    } catch (InterruptedExportException e) {
      if (!stop.asked().isDone()) {
        throw e;
      }
      warn(String.valueOf(e.getMessage()));
      return STOPPED;
    }
  }

  private ExportFormat chosenFormat() {
    if (time != null && !format.equals("openmetrics")) {
      throw refused("--time is for --format openmetrics; a table has both step and time.");
    }
    return switch (format) {
      case "parquet" -> ExportFormat.PARQUET;
      case "csv" -> ExportFormat.CSV;
      case "jsonl" -> ExportFormat.JSONL;
      case "openmetrics" -> chosenTime();
      default ->
          throw refused("--format: parquet, csv, jsonl or openmetrics, got '" + format + "'.");
    };
  }

  private ExportFormat chosenTime() {
    if (time == null || time.equals("wall")) {
      return ExportFormat.OPENMETRICS_WALL;
    }
    if (time.equals("step")) {
      return ExportFormat.OPENMETRICS_STEP;
    }
    throw refused("--time: wall or step, got '" + time + "'.");
  }

  private ParameterException refused(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  /** All of them first: a name that is wrong is told at once. */
  private List<RunEntry> find(RunLog source) throws IOException {
    Map<String, RunEntry> once = new LinkedHashMap<>();
    for (String run : runs) {
      RunEntry entry = RunNames.find(source, run);
      once.putIfAbsent(entry.run(), entry);
    }
    return List.copyOf(once.values());
  }

  private void export(
      RunEntry entry, RunLog source, ExportFormat chosen, ExportWatch watch, ProgressBar bar)
      throws IOException {
    ExportResult result =
        new Exporter(chosen, out, watch).export(entry, run -> ResolvedRows.open(source, run));
    bar.close();
    LateBeginning.sentence(entry, result.beginsLate(), result.firstStep()).ifPresent(this::warn);
    if (result.leftOut() > 0) {
      warn(leftOut(result, chosen));
    }
    PrintWriter printed = spec.commandLine().getOut();
    printed.println(summary(result));
    printed.flush();
  }

  private void warn(String sentence) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(sentence);
    err.flush();
  }

  private static String leftOut(ExportResult result, ExportFormat chosen) {
    return chosen == ExportFormat.OPENMETRICS_WALL
        ? String.format(
            Locale.ROOT,
            "%,d values of run %s were left out: Prometheus keeps one value a millisecond, and"
                + " these had the millisecond of a later step or went back in time. --time step"
                + " keeps them all.",
            result.leftOut(),
            result.run())
        : String.format(
            Locale.ROOT,
            "%,d values of run %s were left out: their step was not above the one before.",
            result.leftOut(),
            result.run());
  }

  private static String summary(ExportResult result) {
    String all =
        String.format(
            Locale.ROOT,
            "%s: %,d rows of %d metrics in %d %s, %s, in %s",
            result.run(),
            result.rows(),
            result.metrics(),
            result.parts(),
            result.parts() == 1 ? "file" : "files",
            bytes(result.bytes()),
            result.folder());
    if (result.isUnchanged()) {
      return all + " as before; nothing new" + read(result);
    }
    int kept = result.parts() - result.written();
    return all + (kept > 0 ? ", " + kept + " of them as before" : "") + read(result);
  }

  private static String read(ExportResult result) {
    return result.bytesRead() == 0 ? "." : "; read " + bytes(result.bytesRead()) + ".";
  }

  private static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** Draws the bar and listens for Ctrl-C. */
  private record Watch(RunEntry run, StopRequest stop, ProgressBar bar) implements ExportWatch {
    @Override
    public void reached(double fraction, long step) {
      String of = run.lastStep() < 0 ? "" : String.format(Locale.ROOT, " of %,d", run.lastStep());
      bar.show(fraction, String.format(Locale.ROOT, "%s  step %,d%s", run.run(), step, of));
    }

    @Override
    public boolean isStopped() {
      return stop.asked().isDone();
    }
  }
}
