package dev.plateau.trainer.experiment.training;

import dev.plateau.protocol.ConfigKeys;
import java.util.Map;

/**
 * A training of one of the papers, with the paper's settings as defaults. Stateless: may be run
 * many times.
 */
public interface Experiment {
  /** What is said of it. */
  ExperimentWords words();

  /** Its name on the command line, lower case with hyphens, as {@code diagonal}. */
  default String name() {
    return words().name();
  }

  /** Steps of the paper's run. */
  long defaultSteps();

  /** Steps of the paper's run with these settings, where they decide it. */
  default long defaultSteps(Settings settings) {
    return defaultSteps();
  }

  /** What may be set, with the paper's values as defaults. */
  Settings settings();

  /**
   * What tells its runs with these settings apart, for their configuration: {@link
   * ConfigKeys#MODEL}, {@link ConfigKeys#OPTIMIZER} and {@link ConfigKeys#SCHEDULE}.
   */
  Map<String, String> traits(Settings settings);

  /**
   * Sets a training up: data, first weights, samplers, probes. No row is reported yet.
   *
   * @throws IllegalArgumentException naming the setting that does not fit
   */
  Training begin(ExperimentRun run);

  /**
   * Trains, on the calling thread, reporting every step to the run's sink; ends after {@link
   * ExperimentRun#steps()} steps, or early when {@link ExperimentRun#stopRequested()} or {@link
   * Training#isOver()}.
   *
   * @throws IllegalArgumentException naming the setting that does not fit, before the first step
   * @throws DivergedException if the loss is no finite number any more, after its row is reported
   */
  default void train(ExperimentRun run) {
    new TrainingLoop(this, run).train(BetweenSteps.NOTHING);
  }
}
