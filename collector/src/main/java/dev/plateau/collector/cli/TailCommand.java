package dev.plateau.collector.cli;

import dev.plateau.collector.log.FollowedRecords;
import dev.plateau.collector.log.LastRows;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.log.RunNames;
import dev.plateau.collector.log.RunRecord;
import dev.plateau.collector.log.TailReader;
import dev.plateau.collector.log.TailRow;
import dev.plateau.protocol.Column;
import dev.plateau.protocol.JsonCodec;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.NearestName;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.StepBatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plateau tail}: a run's last rows, and those that come. */
@Command(
    name = "tail",
    description = "Prints the last rows of a run, one for each step, and those that come.",
    mixinStandardHelpOptions = true)
public final class TailCommand implements Callable<Integer> {
  private static final int MOST_ROWS = 100_000;

  /** So many metrics an entry names at most: of a run that has more, others exist. */
  private static final int METRICS_NAMED = 256;

  @Mixin private LogOptions log = new LogOptions();

  @Parameters(paramLabel = "RUN", description = "The run by its id, or by a name that only it has.")
  private String run = "";

  @Option(
      names = {"-n", "--rows"},
      paramLabel = "ROWS",
      defaultValue = "10",
      description = "How many rows; at most 100000. Default: 10.")
  private int count;

  @Option(
      names = {"-f", "--follow"},
      description = "Prints rows as they come, until the run ends or Ctrl-C.")
  private boolean follow;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "Only this metric, and rows that have it; may be given many times.")
  private List<String> names = List.of();

  @Option(names = "--json", description = "Prints one JSON object a line.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (count < 0 || count > MOST_ROWS) {
      throw new ParameterException(
          spec.commandLine(), "-n must be from 0 to " + MOST_ROWS + ", got " + count);
    }
    List<MetricName> wanted = wanted();
    try (RunLog source = log.open()) {
      RunEntry entry = RunNames.find(source, run);
      wanted.forEach(metric -> check(metric, entry));
      RowTable table = new RowTable(wanted.isEmpty() ? named(entry) : wanted);
      LastRows last =
          LastRows.find(
              source, entry, count, m -> wanted.isEmpty() || wanted.contains(m), wanted.isEmpty());
      print(entry, last.rows(), table);
      // What is archived is over.
      return follow && !log.isArchive() && !last.reader().isEnded()
          ? follow(entry, last, table)
          : 0;
    }
  }

  private List<MetricName> wanted() {
    try {
      return names.stream().map(MetricName::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--metric: " + e.getMessage(), e);
    }
  }

  /** The entry of a run that goes on lags: what it does not name yet may be there, or come. */
  private void check(MetricName metric, RunEntry entry) {
    List<String> known = entry.metrics();
    boolean mayCome = !entry.isEnded() && (follow || known.isEmpty());
    if (!known.contains(metric.toString()) && known.size() < METRICS_NAMED && !mayCome) {
      throw new ParameterException(
          spec.commandLine(),
          "run "
              + entry.run()
              + " has no metric '"
              + metric
              + "'"
              + (known.isEmpty() ? "" : NearestName.hint(metric.toString(), known)));
    }
  }

  private static List<MetricName> named(RunEntry entry) {
    return entry.metrics().stream().map(MetricName::parse).toList();
  }

  private int follow(RunEntry entry, LastRows last, RowTable table) throws IOException {
    StopRequest stop = StopRequest.listen();
    int code = 1;
    try (FollowedRecords records =
        FollowedRecords.open(
            log.kafka().bootstrapServers(), log.kafka().clientConfig(), entry, last.nextOffset())) {
      TailReader reader = last.reader();
      while (!stop.asked().isDone() && !reader.isEnded()) {
        for (RunRecord record : records.poll()) {
          print(entry, reader.take(record), table);
        }
      }
      code = 0;
      return code;
    } finally {
      stop.closed(code);
    }
  }

  private void print(RunEntry entry, List<TailRow> rows, RowTable table) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      rows.forEach(row -> out.println(json(entry, row)));
      out.flush();
    } else {
      table.print(rows, out);
    }
  }

  /** As the codec writes it: an array of one object, without the brackets. */
  private static String json(RunEntry entry, TailRow row) {
    List<Column> columns =
        row.metrics().entrySet().stream()
            .map(metric -> Column.dense(metric.getKey(), metric.getValue()))
            .toList();
    StepBatch batch =
        new StepBatch(new long[] {row.step()}, new long[] {row.timeMicros()}, 0, columns, "");
    byte[] array = JsonCodec.encode(new RunId(entry.run()), new Origin.Unsequenced(), batch);
    return new String(array, 1, array.length - 2, StandardCharsets.UTF_8);
  }
}
