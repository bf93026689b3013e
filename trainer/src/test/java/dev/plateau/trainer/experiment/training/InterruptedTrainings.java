package dev.plateau.trainer.experiment.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.NavigableMap;

/**
 * The law of resuming: a training that is saved between two steps, begun anew and restored goes on
 * as the unbroken one, in every bit of every row and of what it saves in the end; and no row of an
 * earlier step is still to come when it is saved.
 */
public final class InterruptedTrainings {
  private static final long SEED = 3;

  private InterruptedTrainings() {}

  /** Interrupts a training of so many steps after so many. */
  public static void assertGoesOnAsUnbroken(
      Experiment experiment, Settings settings, long steps, long taken) throws IOException {
    RowBits unbroken = new RowBits();
    SavedTraining end = train(experiment, run(settings, steps, unbroken), taken, steps);

    RowBits first = new RowBits();
    SavedTraining saved;
    NavigableMap<Long, NavigableMap<String, String>> said;
    try (Training training = experiment.begin(run(settings, steps, first))) {
      saved = goOn(training, 0, taken);
      said = first.before(taken); // a process that is killed here writes no more
    }

    RowBits second = new RowBits();
    SavedTraining endOfSecond;
    try (Training training = experiment.begin(run(settings, steps, second))) {
      saved.restore(training);
      endOfSecond = goOn(training, taken, steps);
    }
    assertThat(said).as("rows before").isEqualTo(unbroken.before(taken));
    assertThat(second.before(taken)).as("rows that come again").isEmpty();
    assertThat(second.from(taken)).as("rows after").isEqualTo(unbroken.from(taken));
    assertThat(Arrays.equals(endOfSecond.state(), end.state())).as("state at the end").isTrue();
  }

  private static ExperimentRun run(Settings settings, long steps, RowBits rows) {
    return new ExperimentRun(SEED, steps, settings, rows, () -> false);
  }

  /** The unbroken one is saved in the middle too: saving must leave no trace. */
  private static SavedTraining train(
      Experiment experiment, ExperimentRun run, long middle, long steps) throws IOException {
    try (Training training = experiment.begin(run)) {
      goOn(training, 0, middle / 2);
      return goOn(training, middle / 2, steps);
    }
  }

  private static SavedTraining goOn(Training training, long from, long to) throws IOException {
    for (long step = from; step < to; step++) {
      training.step(step);
    }
    return SavedTraining.of(training, to);
  }
}
