package dev.plateau.collector.cli;

import dev.plateau.collector.live.Terminal;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.log.RunNames;
import dev.plateau.collector.look.Alignment;
import dev.plateau.collector.look.Comparison;
import dev.plateau.collector.look.DeletedRuns;
import dev.plateau.collector.look.LookJson;
import dev.plateau.protocol.MetricName;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code plateau compare}: runs side by side. */
@Command(
    name = "compare",
    description = "Lays runs side by side, at the same steps or around their stabilizations.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  private static final int COLUMNS = 80;
  private static final int MIN_POINTS = 3;
  private static final int MAX_POINTS = 10_000;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "The runs by their ids, or names that only they have.")
  private List<String> runs = List.of();

  @Mixin private LogOptions from;

  @Option(
      names = "--align",
      paramLabel = "WHERE",
      defaultValue = "step",
      converter = AlignmentConverter.class,
      completionCandidates = Alignments.class,
      description =
          "What position 0 is: step (step 0), stabilization-start or stabilization-end of the"
              + " loss. Default: step.")
  private Alignment align = Alignment.STEP;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      defaultValue = "loss",
      description = "What is compared, as test_loss or feature_sparsity/1. Default: loss.")
  private String metric = "loss";

  @Option(
      names = "--points",
      paramLabel = "N",
      defaultValue = "20",
      description = "Positions at most, at round distances. Default: 20.")
  private int points;

  @Option(
      names = "--json",
      description = "Prints one JSON object, with least and largest value between positions.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (points < MIN_POINTS || points > MAX_POINTS) {
      throw new ParameterException(
          spec.commandLine(),
          "--points must be " + MIN_POINTS + " to " + MAX_POINTS + ", got " + points);
    }
    try (RunLog log = from.open()) {
      List<RunEntry> entries = entries(log);
      checkMetric(entries);
      Comparison comparison = compare(log, entries);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(LookJson.comparison(comparison));
      } else {
        int columns =
            Terminal.find(System.getProperty("plateau.terminal"), System.getenv())
                .map(Terminal::columns)
                .orElse(COLUMNS);
        new ComparisonText(comparison, out, columns).print();
      }
      out.flush();
      return 0;
    }
  }

  /** Each once, by whatever it is called. */
  private List<RunEntry> entries(RunLog log) throws IOException {
    Map<String, RunEntry> once = new LinkedHashMap<>();
    for (String run : runs) {
      RunEntry entry = from.isArchive() ? RunNames.find(log, run) : DeletedRuns.find(log, run);
      once.putIfAbsent(entry.run(), entry);
    }
    return List.copyOf(once.values());
  }

  private void checkMetric(List<RunEntry> entries) {
    if (entries.stream().noneMatch(entry -> entry.metrics().contains(metric))) {
      throw new ParameterException(
          spec.commandLine(), UnknownMetric.sentence(entries.get(0), metric));
    }
  }

  private Comparison compare(RunLog log, List<RunEntry> entries) throws IOException {
    try (ProgressBar bar = ProgressBar.of(spec.commandLine().getErr())) {
      return Comparison.of(
          log,
          entries,
          align,
          MetricName.parse(metric),
          points,
          share -> bar.show(share, "reading " + entries.size() + " runs"));
    }
  }

  /** Alignments by their labels. */
  static final class AlignmentConverter implements ITypeConverter<Alignment> {
    @Override
    public Alignment convert(String text) {
      return Arrays.stream(Alignment.values())
          .filter(alignment -> alignment.label().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "an alignment is one of " + Alignments.labels() + ", got '" + text + "'"));
    }
  }

  /** The labels, for shells that complete them. */
  static final class Alignments implements Iterable<String> {
    static List<String> labels() {
      return Arrays.stream(Alignment.values()).map(Alignment::label).toList();
    }

    @Override
    public Iterator<String> iterator() {
      return labels().iterator();
    }
  }
}
