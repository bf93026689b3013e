package dev.plateau.trainer.experiment.support.regression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.ResumedTraining;
import dev.plateau.trainer.experiment.training.Settings;
import java.io.IOException;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SupportStaircaseExperimentTest {
  private static final SupportStaircaseExperiment EXPERIMENT = new SupportStaircaseExperiment();

  /** Powers written out, and no noise: the full loss knows every target. */
  @Test
  void train_gradientDescent_takesTheStepsOfANaiveNetwork() {
    RecordedRun run = new RecordedRun();
    Settings settings = EXPERIMENT.settings().with("batch-size", "-1");
    EXPERIMENT.train(new ExperimentRun(2, 3, settings, run, () -> false));
    double[] x = SupportData.of(0).samples(inputs -> 0).x().data();
    double[] y = new double[10_000];
    for (int i = 0; i < y.length; i++) {
      int at = 15 * i;
      double square = x[at + 3] * x[at + 3];
      double fifth = x[at + 4] * x[at + 4] * x[at + 4] * x[at + 4] * x[at + 4];
      y[i] = x[at] + x[at + 1] * x[at + 1] + Math.pow(x[at + 2], 3) + square * square + fifth;
    }
    NaiveNetwork naive = NaiveNetwork.linear(NaiveNetwork.heNormal(0));
    for (long step = 0; step < 3; step++) {
      double loss = naive.step(x, y, 0.1, 1, 0);
      assertThat(run.of(Metrics.LOSS).get(step)).isCloseTo(loss, Percentage.withPercentage(1e-9));
    }
    assertThat(run.last(Metrics.PARAMETER_NORM)).isPositive();
  }

  @Test
  void restore_trainingSavedInTheSecondEpoch_goesOnAsTheUnbroken() throws IOException {
    ResumedTraining.assertGoesOnAsUnbroken(
        EXPERIMENT, EXPERIMENT.settings().with("batch-size", "4000"), 5, 9);
  }
}
