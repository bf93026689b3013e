package dev.plateau.trainer.cli;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.protocol.RunId;
import dev.plateau.publisher.PublisherSettings;
import dev.plateau.trainer.checkpoint.Checkpoint;
import dev.plateau.trainer.checkpoint.CheckpointKeeper;
import dev.plateau.trainer.checkpoint.RunPlan;
import dev.plateau.trainer.experiment.Experiments;
import dev.plateau.trainer.experiment.training.BetweenSteps;
import dev.plateau.trainer.experiment.training.DivergedException;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.listener.StepSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code plateau train}: one experiment as a watched run. */
@Command(name = "train", description = "Runs one of the papers' experiments as a watched trainer.")
final class TrainCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private ExperimentOptions training = new ExperimentOptions();

  @Option(
      names = "--pace",
      paramLabel = "N",
      description = "At most N steps a second, so that a person can watch.")
  private @Nullable Double pace;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "The run's id. Default: PLATEAU_RUN_ID, else experiment, time and chance.")
  private @Nullable String runId;

  @Mixin private CheckpointOptions checkpoints = new CheckpointOptions();

  @Mixin private PublisherOptions publishing = new PublisherOptions();

  @Mixin private Nd4jOptions nd4j = new Nd4jOptions();

  @Override
  public Integer call() throws CommandFailedException {
    AskedTraining asked = understood();
    out().println(asked.title());
    out().flush();
    RunSession session = new RunSession(asked.publisher(), asked.plan().run(), asked::description);
    StepSink paced = pace == null ? session : new PacedSink(session, pace);
    Progress progress =
        new Progress(
            paced,
            out(),
            Terminal.ofLauncher(),
            asked.plan().steps(),
            asked.firstStep(),
            System::nanoTime);
    Optional<CheckpointKeeper> keeper = keeper(asked, session);
    try (StopSignal stop = StopSignal.listen()) {
      session.beforeStopped(stop::awaitTrainingEnd);
      try (session) {
        train(asked, progress, session, stop, keeper);
      } finally {
        progress.finish();
        // After the session: what it has delivered by now is all that it will.
        keeper.ifPresent(CheckpointKeeper::close);
      }
      out().println(session.summary(progress.seconds()));
      keeper.ifPresent(kept -> tellHowToGoOn(asked.plan(), kept.written()));
      out().flush();
    }
    return 0;
  }

  private Optional<CheckpointKeeper> keeper(AskedTraining asked, RunSession session) {
    return asked.plan().every() == 0
        ? Optional.empty()
        : Optional.of(new CheckpointKeeper(checkpoints.folder(), asked.plan(), session::mark));
  }

  private void train(
      AskedTraining asked,
      Progress progress,
      RunSession session,
      StopSignal stop,
      Optional<CheckpointKeeper> keeper)
      throws CommandFailedException {
    BetweenSteps between = keeper.<BetweenSteps>map(kept -> kept).orElse(BetweenSteps.NOTHING);
    try {
      asked.train(progress, stop::isAsked, between);
      if (stop.isAsked()) {
        session.stop();
      }
    } catch (DivergedException e) {
      session.fail(String.valueOf(e.getMessage()));
      throw new CommandFailedException(asked.experiment().name() + " " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailedException(
          "run %s cannot be resumed: %s".formatted(asked.plan().run(), e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      if (session.rows() == 0) {
        throw notUnderstood(e);
      }
      session.fail(e.toString());
      throw e;
    } catch (RuntimeException | Error e) {
      session.fail(e.toString());
      throw e;
    } finally {
      stop.trainingEnded();
    }
  }

  private void tellHowToGoOn(RunPlan plan, OptionalLong written) {
    if (written.isEmpty()) {
      out().println("no checkpoint was written: the steps before it were not delivered");
    } else if (written.getAsLong() < plan.steps()) {
      out()
          .printf(
              "checkpoint at step %d; go on with: plateau train %s%n",
              written.getAsLong(), checkpoints.toResume(plan.run()));
    }
  }

  private AskedTraining understood() {
    try {
      nd4j.apply(System.getenv());
      if (pace != null && !(pace > 0 && Double.isFinite(pace))) {
        throw new IllegalArgumentException("--pace must be a number above 0, got " + pace);
      }
      Optional<Checkpoint> resumed = checkpoints.resumed();
      return resumed.isPresent() ? goingOn(resumed.get()) : beginning();
    } catch (IllegalArgumentException e) {
      throw notUnderstood(e);
    }
  }

  private AskedTraining beginning() {
    Experiment experiment = training.experiment();
    Settings settings = training.settings(experiment);
    long steps = training.steps(experiment, settings);
    long every = checkpoints.every(0);
    PublisherSettings publisher = publishing.over(System.getenv()).build();
    RunId run = id(experiment, publisher);
    if (every > 0) {
      checkpoints.prepareFor(run);
    }
    RunPlan plan =
        new RunPlan(
            run,
            publisher.runName(),
            publisher.tags(),
            experiment.name(),
            training.seed(),
            steps,
            settings.asMap(),
            every);
    return new AskedTraining(plan, experiment, settings, publisher, Optional.empty());
  }

  /**
   * The run keeps its name and labels whatever the environment says now; options may change them.
   */
  private AskedTraining goingOn(Checkpoint checkpoint) {
    RunPlan before = checkpoint.plan();
    checkpoints.prepare();
    training.checkIsThatOf(before);
    if (runId != null && !runId.equals(before.run().value())) {
      throw new IllegalArgumentException(
          "run %s keeps its id, got --run-id %s".formatted(before.run(), runId));
    }
    PublisherSettings kept =
        PublisherSettings.fromEnvironment(System.getenv()).toBuilder()
            .runName(before.name())
            .tags(before.tags())
            .build();
    PublisherSettings publisher = publishing.over(kept).build();
    Experiment experiment = Experiments.named(before.experiment());
    Settings settings = experiment.settings();
    for (Map.Entry<String, String> setting : before.settings().entrySet()) {
      settings = settings.with(setting.getKey(), setting.getValue());
    }
    RunPlan plan =
        new RunPlan(
            before.run(),
            publisher.runName(),
            publisher.tags(),
            before.experiment(),
            before.seed(),
            before.steps(),
            settings.asMap(),
            checkpoints.every(before.every()));
    return new AskedTraining(
        plan, experiment, settings, publisher, Optional.of(checkpoint.training()));
  }

  private RunId id(Experiment experiment, PublisherSettings publisher) {
    if (runId != null) {
      return new RunId(runId);
    }
    RunId given = publisher.runId();
    return given != null
        ? given
        : RunId.generate(experiment.name(), Instant.now(), new SecureRandom());
  }

  /** What the run says of itself: all settings, and what tells runs apart. */
  static Map<String, String> config(Experiment experiment, Settings settings, long seed) {
    Map<String, String> config = new LinkedHashMap<>(settings.asMap());
    config.putAll(experiment.traits(settings));
    config.put(ConfigKeys.SEED, Long.toString(seed));
    return config;
  }

  private PrintWriter out() {
    return specified().commandLine().getOut();
  }

  private ParameterException notUnderstood(IllegalArgumentException e) {
    return new ParameterException(specified().commandLine(), String.valueOf(e.getMessage()), e);
  }

  private CommandSpec specified() {
    if (spec == null) {
      throw new IllegalStateException("picocli has not set the command up");
    }
    return spec;
  }
}
