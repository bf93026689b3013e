package dev.plateau.collector.cli;

import dev.plateau.collector.log.KafkaRuns;
import dev.plateau.collector.log.ResolvedRows;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.log.RunNames;
import dev.plateau.collector.log.RunRecords;
import dev.plateau.collector.log.RunRows;
import dev.plateau.collector.log.UnknownRunException;
import dev.plateau.collector.replay.RawReplay;
import dev.plateau.collector.replay.Replay;
import dev.plateau.collector.replay.ReplayPlan;
import dev.plateau.collector.replay.Replayed;
import dev.plateau.collector.replay.ResolvedReplay;
import dev.plateau.collector.replay.Speed;
import dev.plateau.collector.replay.StepRange;
import dev.plateau.protocol.RunId;
import dev.plateau.publisher.PublisherSettings;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plateau replay}: publishes a recorded run again, as a new run. */
@Command(
    name = "replay",
    description = {
      "Publishes a recorded run again, as a new run, at its own pace or another.",
      "The new run is like any other, but tagged replay_of, and nobody is alerted of it. A run that"
          + " goes on is replayed up to where it is now.",
      "Exit code 1: the run could not be read, or rows were not delivered."
    },
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
  /** Rather slow than lose a step. */
  private static final Duration PATIENCE = Duration.ofDays(7);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
  private static final long STOP_SECONDS = 2;

  @Mixin private LogOptions log = new LogOptions();

  @Parameters(paramLabel = "RUN", description = "The run by its id, or by a name that only it has.")
  private String run = "";

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "Id of the new run. Default: RUN-replay-<6 random>.")
  private @Nullable String as;

  @Option(
      names = "--speed",
      paramLabel = "10x|max",
      defaultValue = "1x",
      description = "How many times as fast as it was; max: without pauses. Default: 1x.")
  private String speed = "1x";

  @Option(
      names = "--from-step",
      paramLabel = "S",
      defaultValue = "0",
      description = "The first step to replay.")
  private long fromStep;

  @Option(
      names = "--to-step",
      paramLabel = "T",
      description = "The last step to replay; the new run is completed there.")
  private long toStep = Long.MAX_VALUE;

  @Option(
      names = "--raw",
      description =
          "Keep every attempt, what later ones superseded, and the time between them. Default: only"
              + " what counts, as one attempt.")
  private boolean raw;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try {
      return replay(Speed.parse(speed), new StepRange(fromStep, toStep));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int replay(Speed parsedSpeed, StepRange range) throws IOException {
    RunId given = as == null || as.isEmpty() ? null : new RunId(as);
    try (RunLog source = log.open()) {
      RunEntry original = RunNames.find(source, run);
      RunId newRun = given == null ? ReplayPlan.newId(original.run(), new SecureRandom()) : given;
      refuseExisting(source, newRun);
      ReplayPlan plan = new ReplayPlan(original, newRun, parsedSpeed, range);
      StopRequest stop = StopRequest.listen();
      int code = 1;
      try {
        code = replay(source, plan, stop);
        return code;
      } finally {
        stop.closed(code);
      }
    }
  }

  /** What a run of this name said would be taken for an earlier attempt of the new one. */
  private void refuseExisting(RunLog source, RunId newRun) throws IOException {
    if (exists(source, newRun)) {
      throw new IOException(
          "There is a run "
              + newRun
              + " already, and the replay would become another attempt of it: choose another name"
              + " with --as.");
    }
  }

  private boolean exists(RunLog source, RunId newRun) throws IOException {
    if (!log.isArchive()) {
      return has(source, newRun);
    }
    try (RunLog target =
        KafkaRuns.open(log.kafka().bootstrapServers(), log.kafka().clientConfig())) {
      return has(target, newRun);
    }
  }

  private static boolean has(RunLog runs, RunId id) throws IOException {
    try {
      runs.find(id.value());
      return true;
    } catch (UnknownRunException e) {
      return false;
    }
  }

  private int replay(RunLog source, ReplayPlan plan, StopRequest stop) throws IOException {
    try (ReplayScreen screen =
        new ReplayScreen(plan, stop.asked()::isDone, spec.commandLine().getErr())) {
      Replayed replayed;
      if (raw) {
        try (RunRecords records = source.records(plan.original())) {
          replayed = run(RawReplay.of(plan, records, settings(), screen), stop);
        }
      } else {
        try (RunRows rows = ResolvedRows.open(source, plan.original())) {
          replayed = run(ResolvedReplay.of(plan, rows, settings(), screen), stop);
        }
      }
      spec.commandLine().getOut().println(screen.summary(replayed));
      spec.commandLine().getOut().flush();
      return replayed.isIncomplete() ? 1 : 0;
    }
  }

  private PublisherSettings settings() {
    return PublisherSettings.builder()
        .bootstrapServers(log.kafka().bootstrapServers())
        .kafkaConfig(log.kafka().configFile())
        .maxWait(PATIENCE)
        .closeTimeout(CLOSE_TIMEOUT)
        .build();
  }

  private static Replayed run(Replay replay, StopRequest stop) throws IOException {
    // It looks for itself whether to stop, unless it waits for a broker that is away.
    Executor later = CompletableFuture.delayedExecutor(STOP_SECONDS, TimeUnit.SECONDS);
    var unused = stop.asked().thenRunAsync(replay::giveUp, later);
    return replay.run();
  }
}
