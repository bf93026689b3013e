package dev.plateau.trainer.cli;

import dev.plateau.trainer.checkpoint.RunPlan;
import dev.plateau.trainer.experiment.Experiments;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is trained. */
final class ExperimentOptions {
  @Parameters(
      paramLabel = "EXPERIMENT",
      arity = "0..*",
      completionCandidates = CompletionCommand.ExperimentNames.class,
      description = "Its name; 'plateau experiments' lists them. Words key=value count as --set.")
  private List<String> words = List.of();

  @Option(
      names = "--seed",
      converter = WholeNumber.class,
      description = "Seed of the run. Default: 0.")
  private @Nullable Long seed;

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

  /**
   * The experiment that is named.
   *
   * @throws IllegalArgumentException quoting the names, if there is not one that is known
   */
  Experiment experiment() {
    List<String> names = names();
    if (names.isEmpty()) {
      throw new IllegalArgumentException("give the name of an EXPERIMENT, or --resume RUN");
    }
    if (names.size() > 1) {
      throw new IllegalArgumentException("give the name of one experiment, got " + names);
    }
    return Experiments.named(names.get(0));
  }

  /**
   * Its settings with what was chosen.
   *
   * @throws IllegalArgumentException quoting what does not fit
   */
  Settings settings(Experiment experiment) {
    Settings settings = experiment.settings();
    for (Map.Entry<String, String> pair : chosen().entrySet()) {
      settings = settings.with(pair.getKey(), pair.getValue());
    }
    return settings;
  }

  /** The seed; 0 unless given. */
  long seed() {
    return seed == null ? 0 : seed;
  }

  /**
   * How many steps; the paper's with these settings unless given.
   *
   * @throws IllegalArgumentException quoting it, if it is below 1
   */
  long steps(Experiment experiment, Settings settings) {
    long planned = steps == null ? experiment.defaultSteps(settings) : steps;
    if (planned < 1) {
      throw new IllegalArgumentException("--steps must be >= 1, got " + planned);
    }
    return planned;
  }

  /**
   * A run goes on as it began: what is given must be what it was.
   *
   * @throws IllegalArgumentException quoting the first of what is given that is not
   */
  void checkIsThatOf(RunPlan plan) {
    for (String name : names()) {
      checkSame(plan, "experiment", plan.experiment(), name);
    }
    if (seed != null) {
      checkSame(plan, "--seed", Long.toString(plan.seed()), seed.toString());
    }
    if (steps != null) {
      checkSame(plan, "--steps", Long.toString(plan.steps()), steps.toString());
    }
    chosen()
        .forEach(
            (key, value) ->
                checkSame(plan, "setting " + key, plan.settings().getOrDefault(key, ""), value));
  }

  private static void checkSame(RunPlan plan, String what, String was, String given) {
    if (!was.equals(given)) {
      throw new IllegalArgumentException(
          "run %s goes on as it began, with %s '%s', got '%s'; leave it out, or train a new run"
              .formatted(plan.run(), what, was, given));
    }
  }

  private List<String> names() {
    return words.stream().filter(word -> !word.contains("=")).toList();
  }

  private Map<String, String> chosen() {
    List<String> pairs = new ArrayList<>(set);
    words.stream().filter(word -> word.contains("=")).forEach(pairs::add);
    if (data != null) {
      pairs.add("data=" + data);
    }
    return Pairs.of("--set", pairs);
  }
}
