package dev.plateau.trainer.experiment.support.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.sgd.Epochs;
import dev.plateau.trainer.experiment.sgd.MiniBatch;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.RecordedRun;
import dev.plateau.trainer.experiment.training.ResumedTraining;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.probe.Matrix;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SupportLinearExperimentTest {
  private static final SupportLinearExperiment EXPERIMENT = new SupportLinearExperiment();

  @Test
  void train_clippedWithWeightDecay_takesTheStepsOfANaiveNetwork() {
    int steps = 330; // over the end of the first epoch, whose last batch is smaller
    RecordedRun run = train(2, steps, Map.of("weight-decay", "0.01", "init-seed", "7"));
    Samples samples = SupportData.of(0).samples(x -> Arrays.stream(x).sum());
    Epochs epochs = new Epochs(samples, 32, RandomStream.of(2, "order"));
    NaiveNetwork naive = NaiveNetwork.linear(NaiveNetwork.heNormal(7));
    for (long step = 0; step < steps; step++) {
      MiniBatch batch = epochs.next();
      assertThat(run.of(Metrics.BATCH_SIZE).get(step)).isEqualTo(batch.size());
      assertThat(run.of(Metrics.EPOCH).get(step)).isEqualTo(epochs.epoch());
      assertThat(run.of(Metrics.PARAMETER_NORM).get(step))
          .isCloseTo(NaiveNetwork.norm(naive.weights()), Percentage.withPercentage(1e-6));
      assertThat(run.of(Metrics.W1_IRRELEVANT_NORM).get(step))
          .isCloseTo(irrelevantNorm(naive.weights().get(0)), Percentage.withPercentage(1e-6));
      double loss =
          naive.step(batch.x().data().asDouble(), batch.y().data().asDouble(), 0.1, 1, 0.01);
      assertThat(run.of(Metrics.LOSS).get(step)).isCloseTo(loss, Percentage.withPercentage(1e-4));
    }
    assertThat(run.of(Metrics.GRADIENT_NORM).firstEntry().getValue()).isGreaterThan(1);
  }

  /** Weight decay takes the irrelevant weights away, gradient descent alone does not. */
  @Test
  void train_gradientDescent_keepsIrrelevantWeightsUnlessDecayed() {
    RecordedRun plain = train(0, 100, Map.of("batch-size", "-1"));
    RecordedRun decayed = train(0, 100, Map.of("batch-size", "-1", "weight-decay", "0.1"));
    double start = plain.of(Metrics.W1_IRRELEVANT_NORM).firstEntry().getValue();
    assertThat(start).isEqualTo(decayed.of(Metrics.W1_IRRELEVANT_NORM).get(0L));
    assertThat(start).isCloseTo(Math.sqrt(20), within(1.0)); // 150 weights of variance 2/15
    assertThat(plain.last(Metrics.W1_IRRELEVANT_NORM)).isGreaterThan(0.95 * start);
    assertThat(decayed.last(Metrics.W1_IRRELEVANT_NORM)).isLessThan(0.5 * start);
    assertThat(plain.last(Metrics.BATCH_SIZE)).isEqualTo(10_000);
    assertThat(plain.last(Metrics.FULL_LOSS)).isCloseTo(plain.last(Metrics.LOSS), within(1e-9));
  }

  @Test
  void train_sameSeeds_isTheSameRun_otherSeedsAreNot() {
    Map<String, String> set = Map.of("measure", "every:1000");
    assertThat(train(3, 30, set).of(Metrics.LOSS))
        .isEqualTo(train(3, 30, set).of(Metrics.LOSS))
        .isNotEqualTo(train(4, 30, set).of(Metrics.LOSS));
  }

  /** Other trajectories begin at the same weights; another seed of theirs draws others. */
  @Test
  void train_otherSeed_beginsAtTheSameWeights_otherInitSeedDoesNot() {
    NavigableMap<Long, Double> first = train(0, 2, Map.of()).of(Metrics.weight("layer1", 3, 4));
    assertThat(train(5, 1, Map.of()).of(Metrics.weight("layer1", 3, 4)).get(0L))
        .isEqualTo(first.get(0L));
    assertThat(train(0, 1, Map.of("init-seed", "1")).of(Metrics.weight("layer1", 3, 4)).get(0L))
        .isNotEqualTo(first.get(0L));
    assertThat(train(5, 2, Map.of()).of(Metrics.weight("layer1", 3, 4)).get(1L))
        .isNotEqualTo(first.get(1L));
  }

  @Test
  void train_weights_areToldAtTheFirstAndTheLastStepOnly() {
    RecordedRun run = train(0, 40, Map.of("init-seed", "3"));
    Matrix w2 = NaiveNetwork.heNormal(3).get(1);
    for (int out = 0; out < 15; out++) {
      for (int in = 0; in < 15; in++) {
        assertThat(run.of(Metrics.weight("layer1", out, in))).containsOnlyKeys(0L, 39L);
        assertThat(run.of(Metrics.weight("layer1", out, in)).get(0L)).isEqualTo(w2.get(out, in));
        assertThat(run.of(Metrics.gram("layer2", out, in))).containsOnlyKeys(0L, 39L);
      }
    }
    assertThat(run.of(Metrics.weight("layer3", 0, 0))).isEmpty();
  }

  @Test
  void restore_trainingSavedInTheSecondEpoch_goesOnAsTheUnbroken() throws IOException {
    ResumedTraining.assertGoesOnAsUnbroken(
        EXPERIMENT,
        EXPERIMENT.settings().with("batch-size", "4000").with("support", "every:1"),
        4,
        9);
  }

  @Test
  void restore_gradientDescentWithDecay_goesOnAsTheUnbroken() throws IOException {
    Settings settings = EXPERIMENT.settings().with("batch-size", "-1").with("weight-decay", "0.1");
    ResumedTraining.assertGoesOnAsUnbroken(EXPERIMENT, settings, 2, 5);
  }

  private static double irrelevantNorm(Matrix w1) {
    double sum = 0;
    for (int out = 0; out < 15; out++) {
      for (int in = 5; in < 15; in++) {
        sum += w1.get(out, in) * w1.get(out, in);
      }
    }
    return Math.sqrt(sum);
  }

  private static RecordedRun train(long seed, long steps, Map<String, String> set) {
    Settings settings = EXPERIMENT.settings();
    for (Map.Entry<String, String> entry : set.entrySet()) {
      settings = settings.with(entry.getKey(), entry.getValue());
    }
    RecordedRun run = new RecordedRun();
    EXPERIMENT.train(new ExperimentRun(seed, steps, settings, run, () -> false));
    return run;
  }
}
