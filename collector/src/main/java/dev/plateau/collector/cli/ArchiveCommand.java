package dev.plateau.collector.cli;

import dev.plateau.collector.log.ArchiveWriter;
import dev.plateau.collector.log.ArchiveWriter.Written;
import dev.plateau.collector.log.KafkaRuns;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.log.RunNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plateau archive}: keeps whole runs in a folder before the log drops them. */
@Command(
    name = "archive",
    description = {
      "Keeps whole runs, with all their records and events, in a folder before the log drops them.",
      "replay, verify, compare, show and export read such a folder with --archive DIR."
    },
    mixinStandardHelpOptions = true)
public final class ArchiveCommand implements Callable<Integer> {
  @Mixin private KafkaOptions kafka;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..*",
      description = "These runs, by ids or names; without any, all that --before names.")
  private List<String> runs = new ArrayList<>();

  @Option(
      names = "--before",
      paramLabel = "DATE",
      converter = InstantConverter.class,
      description =
          "All runs that are over and said their last word before this moment: a day"
              + " (2026-11-01, from its beginning, UTC) or a time (2026-11-01T12:00:00Z).")
  private @Nullable Instant before;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder, made if it is missing. Runs that it has already are left alone.")
  private Path out = Path.of("");

  @Option(names = "--json", description = "Prints one JSON object a run.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (runs.isEmpty() == (before == null)) {
      throw new ParameterException(
          spec.commandLine(), "name the runs to archive, or --before DATE for all that are older");
    }
    try (RunLog log = KafkaRuns.open(kafka.bootstrapServers(), kafka.clientConfig())) {
      List<RunEntry> chosen = choose(log);
      ArchiveWriter writer = new ArchiveWriter(out);
      ArchiveReport report = new ArchiveReport(spec.commandLine().getOut(), json);
      PrintWriter err = spec.commandLine().getErr();
      try (ProgressBar bar = ProgressBar.of(err)) {
        for (int i = 0; i < chosen.size(); i++) {
          RunEntry run = chosen.get(i);
          double done = i;
          String place = run.run() + " (" + (i + 1) + " of " + chosen.size() + ")";
          Written written =
              writer.write(log, run, part -> bar.show((done + part) / chosen.size(), place));
          bar.clear();
          report.add(run, written);
          LateBeginning.sentence(run, written.beginsLate(), written.firstStep())
              .ifPresent(err::println);
        }
      }
      report.end(out);
    }
    return 0;
  }

  private List<RunEntry> choose(RunLog log) throws IOException {
    List<RunEntry> chosen = new ArrayList<>();
    for (String run : runs) {
      chosen.add(RunNames.find(log, run));
    }
    Instant limit = before;
    if (limit != null) {
      long micros = limit.toEpochMilli() * 1000;
      log.runs().stream()
          .filter(run -> run.isEnded() && run.lastTimeMicros() < micros)
          .forEach(chosen::add);
    }
    return chosen;
  }
}
