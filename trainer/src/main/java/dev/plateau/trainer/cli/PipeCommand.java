package dev.plateau.trainer.cli;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunId;
import dev.plateau.publisher.PublisherSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

/**
 * {@code plateau pipe}: JSON lines from standard input become a run. While buffers are full it
 * reads no further: a pipe would rather be slow than lose a row.
 */
@Command(
    name = "pipe",
    description = {
      "Watches any program: JSON lines from standard input become a run.",
      "A line is {\"step\":7,\"metrics\":{\"loss\":0.31}}, optionally with time (seconds since 1970"
          + " or ISO 8601), or an array of such rows. The end of the input completes the run.",
      "Exit code 1: a line could not be read (it is skipped and named), or rows were not delivered."
    })
final class PipeCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofDays(7);

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--run", required = true, paramLabel = "ID", description = "Id of the run.")
  private String run = "";

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description = "What the run belongs to. Default: what the first row says.")
  private String experiment = "";

  @Option(
      names = "--alias",
      paramLabel = "FROM=TO",
      description = "Calls a metric otherwise, as train/loss=loss; may be given many times.")
  private List<String> aliases = List.of();

  @Parameters(paramLabel = "FROM=TO", arity = "0..*", description = "Further aliases.")
  private List<String> words = List.of();

  @Option(
      names = "--planned-steps",
      converter = WholeNumber.class,
      paramLabel = "N",
      defaultValue = "0",
      description = "How many steps the run will have, for its progress.")
  private long plannedSteps;

  @Mixin private PublisherOptions publishing = new PublisherOptions();

  @Override
  public Integer call() throws CommandFailedException {
    RunId id;
    PublisherSettings settings;
    PipedRows rows;
    try {
      id = new RunId(run);
      if (plannedSteps < 0) {
        throw new IllegalArgumentException("--planned-steps must be >= 0, got " + plannedSteps);
      }
      settings = publishing.over(System.getenv()).maxWait(PATIENCE).build();
      rows = new PipedRows(id, names(), PipeCommand::nowMicros, specified().commandLine().getErr());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(specified().commandLine(), String.valueOf(e.getMessage()), e);
    }
    return publish(id, settings, rows);
  }

  private int publish(RunId id, PublisherSettings settings, PipedRows rows)
      throws CommandFailedException {
    PipedRun piped = new PipedRun(id, settings, experiment, plannedSteps);
    var out = specified().commandLine().getOut();
    Progress progress =
        new Progress(piped.session(), out, Terminal.ofLauncher(), plannedSteps, System::nanoTime);
    try {
      rows.readAll(System.in, piped.counting(progress));
    } catch (IOException e) {
      piped.session().fail("standard input broke off: " + e.getMessage());
      throw new CommandFailedException("standard input cannot be read: " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      piped.session().fail(e.toString());
      throw e;
    } finally {
      progress.finish();
      piped.session().close();
    }
    String skipped = rows.bad() == 0 ? "" : ", " + rows.bad() + " bad lines skipped";
    out.println(piped.session().summary(progress.seconds()) + skipped);
    out.flush();
    return rows.bad() > 0 || piped.session().isIncomplete() ? 1 : 0;
  }

  private Map<MetricName, MetricName> names() {
    List<String> all = new ArrayList<>(aliases);
    all.addAll(words);
    Map<MetricName, MetricName> names = new HashMap<>();
    Pairs.of("--alias", all)
        .forEach((from, to) -> names.put(MetricName.parse(from), MetricName.parse(to)));
    return names;
  }

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  private CommandSpec specified() {
    if (spec == null) {
      throw new IllegalStateException("picocli has not set the command up");
    }
    return spec;
  }
}
