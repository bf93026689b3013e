package dev.plateau.trainer.experiment.support.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.sgd.Epochs;
import dev.plateau.trainer.experiment.sgd.MiniBatch;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.ResumedTraining;
import dev.plateau.trainer.experiment.training.Settings;
import java.io.IOException;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupportSineExperimentTest {
  private static final SupportSineExperiment EXPERIMENT = new SupportSineExperiment();

  /** The targets of the second half of the data are those of the first with the noise turned. */
  @ParameterizedTest
  @ValueSource(strings = {"identity", "relu"})
  void train_eitherActivation_takesTheStepsOfANaiveNetwork(String activation) {
    int steps = 80;
    RecordedRun run = new RecordedRun();
    Settings settings = EXPERIMENT.settings().with("activation", activation);
    EXPERIMENT.train(new ExperimentRun(2, steps, settings, run, () -> false));
    Samples samples = SupportData.of(0).samples(x -> Math.sin(x[0] + x[1] + x[2] + x[3] + x[4]));
    Epochs epochs = new Epochs(samples, 32, RandomStream.of(2, "order"));
    NaiveNetwork naive =
        activation.equals("relu")
            ? NaiveNetwork.relu(NaiveNetwork.heNormal(0))
            : NaiveNetwork.linear(NaiveNetwork.heNormal(0));
    for (long step = 0; step < steps; step++) {
      MiniBatch batch = epochs.next();
      assertThat(run.of(Metrics.PARAMETER_NORM).get(step))
          .isCloseTo(NaiveNetwork.norm(naive.weights()), Percentage.withPercentage(1e-6));
      double loss = naive.step(batch.x().data().asDouble(), batch.y().data().asDouble(), 0.1, 1, 0);
      assertThat(run.of(Metrics.LOSS).get(step)).isCloseTo(loss, Percentage.withPercentage(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "relu"})
  void restore_trainingSavedInTheSecondEpoch_goesOnAsTheUnbroken(String activation)
      throws IOException {
    Settings settings =
        EXPERIMENT.settings().with("activation", activation).with("batch-size", "3000");
    ResumedTraining.assertGoesOnAsUnbroken(EXPERIMENT, settings, 6, 11);
  }

  @Test
  void begin_otherActivation_isRefusedBeforeTheFirstStep() {
    RecordedRun run = new RecordedRun();
    Settings settings = EXPERIMENT.settings().with("activation", "tanh");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EXPERIMENT.begin(new ExperimentRun(0, 5, settings, run, () -> false)))
        .withMessage("setting activation must be identity or relu, got 'tanh'");
    assertThat(run.of(Metrics.LOSS)).isEmpty();
  }

  @Test
  void traits_activationAndBatch_tellRunsApart() {
    Settings settings = EXPERIMENT.settings();
    assertThat(EXPERIMENT.traits(settings))
        .containsEntry(ConfigKeys.MODEL, "deep linear 15-15-15-15-1")
        .containsEntry(ConfigKeys.OPTIMIZER, "sgd");
    assertThat(EXPERIMENT.traits(settings.with("activation", "relu").with("batch-size", "-1")))
        .containsEntry(ConfigKeys.MODEL, "deep ReLU 15-15-15-15-1")
        .containsEntry(ConfigKeys.OPTIMIZER, "gd");
  }
}
