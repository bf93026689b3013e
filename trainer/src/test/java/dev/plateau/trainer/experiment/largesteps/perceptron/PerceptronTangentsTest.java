package dev.plateau.trainer.experiment.largesteps.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.experiment.largesteps.sde.TangentNetwork;
import dev.plateau.trainer.experiment.random.NumpyIntegers;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.sgd.Perceptron;
import dev.plateau.trainer.experiment.sgd.SgdSteps;
import dev.plateau.trainer.experiment.sgd.WarmUpDecay;
import dev.plateau.trainer.probe.DenseLayer;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.Mlp;
import dev.plateau.trainer.probe.TangentFeatures;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PerceptronTangentsTest {
  /** Biases everywhere, nowhere, in the first layer only; depths 2 and 3. */
  static Stream<PerceptronTask> tasks() {
    return Stream.of(
        TeacherStudentData.of(0).task(), TeacherStudent2Data.of(1).task(), Regression1dData.of(0));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void move_anyWeights_isTheProductWithTheTangentFeatures(PerceptronTask task) {
    PerceptronTangents network = new PerceptronTangents(task.start(), task.training());
    Random random = new Random(5);
    for (int again = 0; again < 4; again++) {
      Mlp mlp = network.mlp();
      double[] r = network.residuals();
      double[] h = mlp.outputs(task.training().x());
      for (int i = 0; i < r.length; i++) {
        assertThat(r[i]).isCloseTo(h[i] - task.training().y()[i], relative(h[i], 1e-12));
      }
      double[] expected = network.parameters().clone();
      double[] w = RandomStream.gaussians(random, r.length);
      w[again] = 0;
      Matrix phi = TangentFeatures.of(mlp, task.training().x());
      for (int i = 0; i < w.length; i++) {
        for (int j = 0; j < expected.length; j++) {
          expected[j] += 0.01 * w[i] * phi.get(i, j);
        }
        w[i] *= 0.01;
      }
      network.move(w);
      assertThat(network.parameters()).containsExactly(expected, within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void mlp_isACopyOfTheNetworkAsItIs(PerceptronTask task) {
    PerceptronTangents network = new PerceptronTangents(task.start(), task.training());
    Mlp before = network.mlp();
    network.residuals();
    network.move(new double[] {0.5, 1, -1});
    for (int l = 0; l < before.layers().size(); l++) {
      DenseLayer layer = before.layers().get(l);
      DenseLayer first = task.start().layers().get(l);
      assertThat(layer.weights().data()).isEqualTo(first.weights().data());
      assertThat(layer.biases()).isEqualTo(first.biases());
    }
    int last = before.layers().size() - 1;
    assertThat(network.mlp().layers().get(last).weights().data())
        .isNotEqualTo(before.layers().get(last).weights().data());
  }

  /** DL4J's step on the mean squared error with η is the companion's on ½r² with 2η. */
  @ParameterizedTest
  @MethodSource("tasks")
  void companion_manySteps_areThoseOfDl4j(PerceptronTask task) {
    double rate = 0.001;
    MultiLayerNetwork dl4j = Perceptron.of(task.start(), WarmUpDecay.constant(rate)).network();
    SgdSteps sgd = new SgdSteps(dl4j, Double.POSITIVE_INFINITY, 0);
    DrawnBatches batches = new DrawnBatches(task.training(), 1, new NumpyIntegers(7));
    PerceptronTangents network = new PerceptronTangents(task.start(), task.training());
    PerceptronCompanion companion = new PerceptronCompanion(network, new NumpyIntegers(7));
    for (int step = 0; step < 100; step++) {
      double expected = TangentNetwork.loss(network.residuals());
      assertThat(companion.step(2 * rate)).isEqualTo(expected);
      sgd.take(batches.next());
      // In DL4J's one array weights are column by column of (inputs x outputs): the same order.
      double[] parameters = dl4j.params().toDoubleVector();
      for (int j = 0; j < parameters.length; j++) {
        assertThat(network.parameters()[j])
            .isCloseTo(parameters[j], relative(parameters[j], 1e-12));
      }
    }
  }

  @Test
  void network_ofSeveralOutputs_isRefused() {
    Mlp wide = new Mlp(List.of(DenseLayer.withoutBiases(Matrix.zeros(2, 1))));
    assertThatThrownBy(() -> new PerceptronTangents(wide, Regression1dData.of(0).training()))
        .hasMessage("tangent features here are those of one output, got 2");
  }

  private static Offset<Double> relative(double value, double tolerance) {
    return within(tolerance * Math.max(1, Math.abs(value)));
  }
}
