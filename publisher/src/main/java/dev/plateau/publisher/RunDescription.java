package dev.plateau.publisher;

import dev.plateau.protocol.RunId;
import dev.plateau.protocol.RunStarted;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What a training says about itself when it starts. What is given here wins over the {@link
 * PublisherSettings}, which usually come from the environment.
 *
 * @param experiment what the run belongs to; empty: the settings say it, else {@code default}
 * @param name what people read; empty: the settings say it, else the run id
 * @param config settings of the training, as text
 * @param tags the user's labels; added to those of the settings
 * @param plannedSteps number of steps that the run means to have made at its end; 0: unknown
 * @param firstStep first step that will be published; older rows of the run with step ≥ firstStep
 *     are superseded. 0 unless resumed
 */
public record RunDescription(
    String experiment,
    String name,
    Map<String, String> config,
    Map<String, String> tags,
    long plannedSteps,
    long firstStep) {
  private static final String DEFAULT_EXPERIMENT = "default";

  /** All of it goes into one record, which Kafka by default limits to 1 MB. */
  private static final long MAX_CHARACTERS = 256 * 1024;

  /**
   * @throws IllegalArgumentException if a count is negative or the texts together have more than
   *     262,144 characters
   */
  public RunDescription {
    if (plannedSteps < 0) {
      throw new IllegalArgumentException("plannedSteps must be >= 0, got " + plannedSteps);
    }
    if (firstStep < 0) {
      throw new IllegalArgumentException("firstStep must be >= 0, got " + firstStep);
    }
    config = Map.copyOf(config);
    tags = Map.copyOf(tags);
    long characters = experiment.length() + name.length() + characters(config) + characters(tags);
    if (characters > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "a run's experiment, name, config and tags have at most "
              + MAX_CHARACTERS
              + " characters together, got "
              + characters
              + "; shorten the config");
    }
  }

  /** A run of an experiment of which nothing else is known. */
  public static RunDescription of(String experiment) {
    return new RunDescription(experiment, "", Map.of(), Map.of(), 0, 0);
  }

  /** The run's id: the settings' or a new one. */
  RunId idWith(PublisherSettings settings, Instant now, RandomGenerator random) {
    RunId given = settings.runId();
    return given != null ? given : RunId.generate(experimentWith(settings), now, random);
  }

  /** The run's first message: this description, and from the settings what it leaves open. */
  RunStarted startWith(PublisherSettings settings, long timeMicros) {
    Map<String, String> allTags = new HashMap<>(settings.tags());
    allTags.putAll(tags);
    return new RunStarted(
        experimentWith(settings),
        name.isEmpty() ? settings.runName() : name,
        config,
        allTags,
        timeMicros,
        plannedSteps,
        firstStep);
  }

  private String experimentWith(PublisherSettings settings) {
    if (!experiment.isEmpty()) {
      return experiment;
    }
    return settings.experiment().isEmpty() ? DEFAULT_EXPERIMENT : settings.experiment();
  }

  private static long characters(Map<String, String> texts) {
    return texts.entrySet().stream()
        .mapToLong(entry -> entry.getKey().length() + entry.getValue().length())
        .sum();
  }
}
