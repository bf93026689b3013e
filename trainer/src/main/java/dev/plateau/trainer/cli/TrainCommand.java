package dev.plateau.trainer.cli;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.protocol.RunId;
import dev.plateau.publisher.PublisherSettings;
import dev.plateau.publisher.RunDescription;
import dev.plateau.trainer.experiment.DivergedException;
import dev.plateau.trainer.experiment.Experiment;
import dev.plateau.trainer.experiment.ExperimentRun;
import dev.plateau.trainer.experiment.Experiments;
import dev.plateau.trainer.experiment.Settings;
import dev.plateau.trainer.listener.StepSink;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

/** {@code plateau train}: one experiment as a watched run. */
@Command(name = "train", description = "Runs one of the papers' experiments as a watched trainer.")
final class TrainCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "EXPERIMENT",
      arity = "1..*",
      completionCandidates = CompletionCommand.ExperimentNames.class,
      description = "Its name; 'plateau experiments' lists them. Words key=value count as --set.")
  private List<String> words = List.of();

  @Option(
      names = "--seed",
      converter = WholeNumber.class,
      defaultValue = "0",
      description = "Seed of the run. Default: 0.")
  private long seed;

  @Option(
      names = "--steps",
      converter = WholeNumber.class,
      description = "Steps to train. Default: those of the paper.")
  private @Nullable Long steps;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the experiment; may be given many times.")
  private List<String> set = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder with the data set, where an experiment reads one: as --set data=DIR.")
  private @Nullable String data;

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

  @Mixin private PublisherOptions publishing = new PublisherOptions();

  @Mixin private Nd4jOptions nd4j = new Nd4jOptions();

  /** What was asked for, after all of it was understood. */
  private record Plan(
      Experiment experiment, Settings settings, long steps, PublisherSettings publisher) {
    RunDescription description(long seed, long firstStep) {
      Map<String, String> config = config(experiment, settings, seed);
      return new RunDescription(experiment.name(), "", config, Map.of(), steps, firstStep);
    }
  }

  @Override
  public Integer call() throws CommandFailedException {
    Plan plan = understood();
    RunId id = id(plan);
    out()
        .printf(
            "run %s: %s, seed %d, %d steps%n", id, plan.experiment().name(), seed, plan.steps());
    out().flush();
    RunSession session =
        new RunSession(plan.publisher(), id, firstStep -> plan.description(seed, firstStep));
    StepSink paced = pace == null ? session : new PacedSink(session, pace);
    Progress progress =
        new Progress(paced, out(), Terminal.ofLauncher(), plan.steps(), System::nanoTime);
    try (StopSignal stop = StopSignal.listen()) {
      try (session) {
        train(plan, progress, session, stop);
      } finally {
        progress.finish();
      }
      out().println(session.summary(progress.seconds()));
      out().flush();
    }
    return 0;
  }

  private void train(Plan plan, Progress progress, RunSession session, StopSignal stop)
      throws CommandFailedException {
    try {
      plan.experiment()
          .train(new ExperimentRun(seed, plan.steps(), plan.settings(), progress, stop::isAsked));
      if (stop.isAsked()) {
        session.stop();
      }
    } catch (DivergedException e) {
      session.fail(String.valueOf(e.getMessage()));
      throw new CommandFailedException(plan.experiment().name() + " " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      if (session.rows() == 0) {
        throw notUnderstood(e);
      }
      session.fail(e.toString());
      throw e;
    } catch (RuntimeException | Error e) {
      session.fail(e.toString());
      throw e;
    }
  }

  private Plan understood() {
    try {
      nd4j.apply(System.getenv());
      List<String> names = words.stream().filter(word -> !word.contains("=")).toList();
      if (names.size() != 1) {
        throw new IllegalArgumentException("give the name of one experiment, got " + names);
      }
      Experiment experiment = Experiments.named(names.get(0));
      long planned = steps == null ? experiment.defaultSteps() : steps;
      if (planned < 1) {
        throw new IllegalArgumentException("--steps must be >= 1, got " + planned);
      }
      if (pace != null && !(pace > 0 && Double.isFinite(pace))) {
        throw new IllegalArgumentException("--pace must be a number above 0, got " + pace);
      }
      PublisherSettings publisher = publishing.over(System.getenv()).build();
      return new Plan(experiment, chosen(experiment), planned, publisher);
    } catch (IllegalArgumentException e) {
      throw notUnderstood(e);
    }
  }

  private Settings chosen(Experiment experiment) {
    List<String> pairs = new ArrayList<>(set);
    words.stream().filter(word -> word.contains("=")).forEach(pairs::add);
    if (data != null) {
      pairs.add("data=" + data);
    }
    Settings settings = experiment.settings();
    for (Map.Entry<String, String> pair : Pairs.of("--set", pairs).entrySet()) {
      settings = settings.with(pair.getKey(), pair.getValue());
    }
    return settings;
  }

  private RunId id(Plan plan) {
    try {
      if (runId != null) {
        return new RunId(runId);
      }
    } catch (IllegalArgumentException e) {
      throw notUnderstood(e);
    }
    RunId given = plan.publisher().runId();
    return given != null
        ? given
        : RunId.generate(plan.experiment().name(), Instant.now(), new SecureRandom());
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
