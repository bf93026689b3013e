package dev.plateau.trainer.experiment;

import dev.plateau.protocol.MetricName;
import dev.plateau.trainer.experiment.largesteps.diagonal.DiagonalExperiment;
import dev.plateau.trainer.experiment.largesteps.perceptron.TeacherStudentExperiment;
import dev.plateau.trainer.experiment.support.regression.SupportLinearExperiment;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.SavedTraining;
import dev.plateau.trainer.experiment.training.Training;
import dev.plateau.trainer.listener.StepSink;
import dev.plateau.trainer.network.ShapeCache;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints what a checkpoint costs the training thread, beside what a step costs it in the same
 * training: the saving alone, as files and Kafka are another thread's. Medians.
 */
public final class CheckpointBenchmark {
  private static final int WARM_UP = 3_000;
  private static final int ROUNDS = 500;

  private CheckpointBenchmark() {}

  /** Prints a line for each experiment. */
  public static void main(String[] arguments) throws IOException {
    ShapeCache.install();
    System.out.printf(Locale.ROOT, "medians of %d steps, each followed by a checkpoint%n", ROUNDS);
    for (Experiment experiment :
        List.of(
            new DiagonalExperiment(),
            new SupportLinearExperiment(),
            new TeacherStudentExperiment())) {
      measure(experiment);
    }
  }

  private static void measure(Experiment experiment) throws IOException {
    long[] stepNanos = new long[ROUNDS];
    long[] saveNanos = new long[ROUNDS];
    int bytes = 0;
    ExperimentRun run =
        new ExperimentRun(0, 100_000, experiment.settings(), new Nowhere(), () -> false);
    try (Training training = experiment.begin(run)) {
      for (int i = 0; i < WARM_UP; i++) {
        training.step(i);
        bytes = SavedTraining.of(training, i + 1).state().length;
      }
      for (int i = 0; i < ROUNDS; i++) {
        long begun = System.nanoTime();
        training.step(WARM_UP + i);
        long stepped = System.nanoTime();
        SavedTraining.of(training, WARM_UP + i + 1);
        saveNanos[i] = System.nanoTime() - stepped;
        stepNanos[i] = stepped - begun;
      }
    }
    Arrays.sort(stepNanos);
    Arrays.sort(saveNanos);
    double step = stepNanos[ROUNDS / 2] / 1e3;
    double save = saveNanos[ROUNDS / 2] / 1e3;
    System.out.printf(
        Locale.ROOT,
        "%-18s checkpoint %8.1f us (%,d bytes)   step %8.1f us   ratio %.2f%n",
        experiment.name(),
        save,
        bytes,
        step,
        save / step);
  }

  /** Rows that nobody takes. */
  private static final class Nowhere implements StepSink {
    @Override
    public void step(long step) {}

    @Override
    public void again(long step) {}

    @Override
    public void put(MetricName name, double value) {}

    @Override
    public void commit() {}
  }
}
