package dev.plateau.trainer.cli;

import dev.plateau.publisher.PublisherSettings;
import dev.plateau.publisher.RunDescription;
import dev.plateau.trainer.checkpoint.RunPlan;
import dev.plateau.trainer.experiment.training.BetweenSteps;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.SavedTraining;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.TrainingLoop;
import dev.plateau.trainer.listener.StepSink;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What was asked for, after all of it was understood.
 *
 * @param from where it goes on; empty: at its first step
 */
record AskedTraining(
    RunPlan plan,
    Experiment experiment,
    Settings settings,
    PublisherSettings publisher,
    Optional<SavedTraining> from) {
  /** The first step that will be taken. */
  long firstStep() {
    return from.map(SavedTraining::steps).orElse(0L);
  }

  /** What the run says of itself when its first row comes. */
  RunDescription description(long firstRow) {
    Map<String, String> config = TrainCommand.config(experiment, settings, plan.seed());
    return new RunDescription(experiment.name(), "", config, Map.of(), plan.steps(), firstRow);
  }

  /** Trains; errors are those of {@link TrainingLoop}. */
  void train(StepSink sink, BooleanSupplier stop, BetweenSteps between) throws IOException {
    TrainingLoop loop =
        new TrainingLoop(
            experiment, new ExperimentRun(plan.seed(), plan.steps(), settings, sink, stop));
    if (from.isPresent()) {
      loop.resume(from.get(), between);
    } else {
      loop.train(between);
    }
  }

  /** In a line for people. */
  String title() {
    String began =
        "run %s: %s, seed %d, %d steps"
            .formatted(plan.run(), experiment.name(), plan.seed(), plan.steps());
    return from.isEmpty() ? began : began + ", resumed at step " + firstStep();
  }
}
