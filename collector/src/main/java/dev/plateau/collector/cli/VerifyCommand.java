package dev.plateau.collector.cli;

import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.phase.DetectorKind;
import dev.plateau.collector.phase.MsrDetector;
import dev.plateau.collector.phase.PatienceDetector;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.verify.DetectorComparer;
import dev.plateau.collector.verify.LogPass;
import dev.plateau.collector.verify.Passed;
import dev.plateau.collector.verify.RunPass;
import dev.plateau.collector.verify.RunVerifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plateau verify}: whether what was recorded of runs is what their records say. */
@Command(
    name = "verify",
    description =
        "Folds the logged records of a run, or of all, once more and compares with the recorded"
            + " events and books. Exit code 0: all identical and complete; 1: something differs,"
            + " records are missing, or the log cannot be read.",
    mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
  @Mixin private LogOptions options = new LogOptions();

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "The run to verify, by its id or a name that only it has.")
  private @Nullable String run;

  @Option(names = "--all", description = "Verifies all runs, each partition being read once.")
  private boolean all;

  @Option(
      names = "--detector",
      paramLabel = "NAME",
      defaultValue = MsrDetector.NAME,
      converter = DetectorConverter.class,
      description =
          "With another detector than the recorded one, "
              + MsrDetector.NAME
              + ", shows how their stabilizations differ. There are "
              + MsrDetector.CUED_NAME
              + ", which also knows the learning rate, and for comparison "
              + PatienceDetector.NAME
              + ".")
  private DetectorKind detector = DetectorKind.MSR_1;

  @Option(
      names = "--listed-after-end",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "${env:PLATEAU_LISTED_AFTER_END:-24h}",
      description =
          "How long the collectors that recorded the runs remember ended ones. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration listedAfterEnd = RunLife.DEFAULT.listedAfterEnd();

  @Option(names = "--json", description = "Prints one JSON object with all that was found.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (all == (run != null)) {
      throw new ParameterException(
          spec.commandLine(),
          all ? "give a run or --all, not both" : "which run? Give one, or --all");
    }
    // Before anything is read: what comes later is newer than what is recorded.
    long readAtMicros = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    try (RunLog log = options.open()) {
      return detector == DetectorKind.MSR_1 ? verify(log, readAtMicros) : compare(log);
    }
  }

  private int verify(RunLog log, long readAtMicros) throws IOException {
    RunVerifier.Settings settings = new RunVerifier.Settings(listedAfterEnd, readAtMicros);
    VerifyReport report = new VerifyReport(log.place(), run == null);
    pass(log, (id, entry, events) -> new RunVerifier(id, entry, events, settings), report);
    print(report);
    return report.isGood() ? 0 : 1;
  }

  private int compare(RunLog log) throws IOException {
    ComparisonReport report = new ComparisonReport(log.place(), detector);
    pass(
        log,
        (id, entry, events) -> new DetectorComparer(id, entry, events, detector, listedAfterEnd),
        report);
    print(report);
    return 0;
  }

  private <R> void pass(RunLog log, RunPass.Beginning<R> beginning, PassReport<R> report)
      throws IOException {
    try (ProgressBar bar = ProgressBar.of(spec.commandLine().getErr())) {
      LogPass<R> pass =
          new LogPass<>(
              log,
              beginning,
              (fraction, records) ->
                  bar.show(fraction, String.format(Locale.ROOT, "%,d records", records)));
      if (run == null) {
        report.ofNoRun(pass.all(report::add));
      } else {
        Passed<R> passed = pass.one(run);
        report.add(passed);
      }
    }
  }

  private void print(PassReport<?> report) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(report.json());
    } else {
      report.print(out);
    }
    out.flush();
  }
}
