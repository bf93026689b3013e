package dev.plateau.trainer.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.DenseLayer;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.Mlp;
import dev.plateau.trainer.probe.TangentFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TeacherStudentExperimentTest {
  private static final TeacherStudentExperiment EXPERIMENT = new TeacherStudentExperiment();

  /** Plain SGD on the squared error at one sample: θ ← θ − 2η(h − y)φ. */
  @Test
  void train_firstSteps_areThoseOfPlainSgd() {
    int steps = 60;
    RecordedRun run = train(7, steps, Map.of("rate", "decay-50", "ntk-rank", "every:1000"));
    TeacherStudentData data = TeacherStudentData.of(0);
    Random order = RandomStream.of(7, "order");
    WarmUpDecay rate = new WarmUpDecay(0.04, 6, 0.5, 0.5, 5, steps);
    Mlp student = data.student();
    for (int step = 0; step < steps; step++) {
      int sample = order.nextInt(50);
      Matrix x =
          new Matrix(
              1, 5, Arrays.copyOfRange(data.training().x().data(), 5 * sample, 5 * sample + 5));
      double error = student.outputs(x)[0] - data.training().y()[sample];
      double learningRate = rate.valueAt(step, 0);
      assertThat(run.of(Metrics.LOSS).get((long) step)).isCloseTo(error * error, within(1e-10));
      assertThat(run.of(Metrics.LEARNING_RATE).get((long) step)).isEqualTo(learningRate);
      student = updated(student, TangentFeatures.of(student, x), 2 * learningRate * error);
    }
    double[] h = student.outputs(data.training().x());
    assertThat(h).doesNotContain(Double.NaN);
  }

  @Test
  void train_shortRun_rowsForAllStepsAndProbesOnScheduleAndAtTheEnd() {
    RecordedRun run = train(0, 95, Map.of("measure", "every:20", "ntk-rank", "every:50"));
    assertThat(run.of(Metrics.LOSS).keySet())
        .containsExactlyElementsOf(LongStream.range(0, 95).boxed().toList());
    assertThat(run.of(Metrics.FULL_LOSS).keySet()).containsExactly(0L, 20L, 40L, 60L, 80L, 94L);
    assertThat(run.of(Metrics.TEST_LOSS).keySet()).containsExactly(0L, 20L, 40L, 60L, 80L, 94L);
    assertThat(run.of(Metrics.NTK_RANK).keySet()).containsExactly(0L, 50L, 94L);
    assertThat(run.of(Metrics.featureSparsity("layer0")).keySet()).containsExactly(0L, 94L);
    assertThat(run.of(Metrics.featureSparsity("layer1")).keySet()).containsExactly(0L, 94L);
    TeacherStudentData data = TeacherStudentData.of(0);
    double[] h = data.student().outputs(data.training().x());
    double sum = 0;
    for (int i = 0; i < h.length; i++) {
      sum += Math.pow(h[i] - data.training().y()[i], 2);
    }
    assertThat(run.of(Metrics.FULL_LOSS).get(0L)).isCloseTo(sum / h.length, within(1e-12));
    assertThat(run.last(Metrics.FULL_LOSS))
        .isLessThan(run.of(Metrics.FULL_LOSS).firstEntry().getValue() / 2);
  }

  @Test
  void train_sameSeeds_isTheSameRun_otherSeedsAreNot() {
    assertThat(train(3, 40, Map.of()).of(Metrics.LOSS))
        .isEqualTo(train(3, 40, Map.of()).of(Metrics.LOSS))
        .isNotEqualTo(train(4, 40, Map.of()).of(Metrics.LOSS))
        .isNotEqualTo(train(3, 40, Map.of("data-seed", "5")).of(Metrics.LOSS));
  }

  @Test
  void train_stepSizeFarTooLarge_endsWithTheRowThatSaysSo() {
    RecordedRun run = new RecordedRun();
    Settings settings = EXPERIMENT.settings().with("rate-scale", "1e30");
    assertThatExceptionOfType(DivergedException.class)
        .isThrownBy(() -> EXPERIMENT.train(new ExperimentRun(0, 50, settings, run, () -> false)));
    assertThat(run.last(Metrics.LOSS)).isNotFinite();
  }

  @Test
  void train_stopAsked_ends() {
    RecordedRun run = new RecordedRun();
    EXPERIMENT.train(
        new ExperimentRun(
            0, 1000, EXPERIMENT.settings(), run, () -> run.of(Metrics.LOSS).size() == 12));
    assertThat(run.of(Metrics.LOSS)).hasSize(12);
  }

  private static Mlp updated(Mlp network, Matrix phi, double scale) {
    List<DenseLayer> layers = new ArrayList<>();
    int at = 0;
    for (DenseLayer layer : network.layers()) {
      double[] weights = layer.weights().data().clone();
      for (int i = 0; i < weights.length; i++) {
        weights[i] -= scale * phi.get(0, at++);
      }
      double[] biases = layer.biases().clone();
      for (int i = 0; i < biases.length; i++) {
        biases[i] -= scale * phi.get(0, at++);
      }
      layers.add(DenseLayer.of(new Matrix(layer.outputs(), layer.inputs(), weights), biases));
    }
    return new Mlp(layers);
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
