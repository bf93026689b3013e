package dev.plateau.collector.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.live.Terminal;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.log.RunNames;
import dev.plateau.collector.look.CurveReader;
import dev.plateau.collector.look.CurveReading;
import dev.plateau.collector.look.DeletedRuns;
import dev.plateau.collector.look.LookJson;
import dev.plateau.protocol.MetricName;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plateau show}: all that is known of one run. */
@Command(
    name = "show",
    description = "Shows one run: settings, curve, phases, attempts, last values, ledger.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  private static final int COLUMNS = 80;
  private static final List<String> LOSSES = List.of("loss", "full_loss");

  @Parameters(paramLabel = "RUN", description = "The run by its id, or by a name that only it has.")
  private String run = "";

  @Mixin private LogOptions from;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "What the curve is of, as test_loss or feature_sparsity/1. Default: loss.")
  private @Nullable String metric;

  @Option(
      names = "--whole",
      description = "Reads all of a long run for its curve, however long that takes.")
  private boolean whole;

  @Option(names = "--json", description = "Prints one JSON object with all that is known.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (RunLog log = from.open()) {
      RunEntry entry = from.isArchive() ? RunNames.find(log, run) : DeletedRuns.find(log, run);
      Optional<MetricName> drawn = drawn(entry);
      List<JsonNode> events = log.events(entry);
      Optional<CurveReading> curve =
          drawn.isEmpty() ? Optional.empty() : Optional.of(read(log, entry, drawn.get()));
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(LookJson.show(entry, events, curve));
      } else {
        print(entry, events, curve, out);
      }
      out.flush();
      return 0;
    }
  }

  private CurveReading read(RunLog log, RunEntry entry, MetricName name) throws IOException {
    try (ProgressBar bar = ProgressBar.of(spec.commandLine().getErr())) {
      // An archive's file has no places to jump to.
      long bytes = whole || from.isArchive() ? Long.MAX_VALUE : CurveReader.WHOLE_BYTES;
      return new CurveReader(bytes, share -> bar.show(share, "reading " + name))
          .read(log, entry, name);
    }
  }

  /** The metric that was asked for, else a loss, else none. */
  private Optional<MetricName> drawn(RunEntry entry) {
    List<String> known = entry.metrics();
    if (metric == null) {
      return LOSSES.stream().filter(known::contains).findFirst().map(MetricName::parse);
    }
    if (!known.contains(metric)) {
      throw new ParameterException(spec.commandLine(), UnknownMetric.sentence(entry, metric));
    }
    return Optional.of(MetricName.parse(metric));
  }

  private static void print(
      RunEntry entry, List<JsonNode> events, Optional<CurveReading> curve, PrintWriter out) {
    Optional<Terminal> terminal =
        Terminal.find(System.getProperty("plateau.terminal"), System.getenv());
    int columns = terminal.map(Terminal::columns).orElse(COLUMNS);
    RunText text = new RunText(entry, out, columns);
    HistoryText history = new HistoryText(entry, events, out, columns);
    text.printHead();
    out.println();
    if (curve.isPresent()) {
      new CurveText(Terminal.isUtf8(System.getenv()), columns)
          .lines(curve.get())
          .forEach(out::println);
      LateBeginning.sentence(entry, curve.get().beginsLate(), curve.get().firstStepRead())
          .ifPresent(out::println);
    } else {
      out.println(
          entry.metrics().isEmpty() ? "No metrics." : "No loss; --metric NAME draws another one.");
    }
    history.printStabilizations();
    history.printEvents();
    text.printAttempts();
    text.printMetrics();
    text.printLedger();
  }
}
