package dev.plateau.trainer.experiment.sgd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class SgdMomentumTest {
  private static final double RATE = 0.05;
  private static final double MOMENTUM = 0.9;
  private static final double DECAY = 0.01;
  private static final int SAMPLES = 7;

  private record Arrays(INDArray x, INDArray y) implements Batch {}

  private static Arrays batch(DataType type, long seed) {
    Random random = new Random(seed);
    double[] x = random.doubles(SAMPLES * 3, -1, 1).toArray();
    double[] y = new double[SAMPLES * 2];
    for (int i = 0; i < SAMPLES; i++) {
      y[2 * i + random.nextInt(2)] = 1;
    }
    return new Arrays(
        Nd4j.create(x, new long[] {SAMPLES, 3}, 'c').castTo(type),
        Nd4j.create(y, new long[] {SAMPLES, 2}, 'c').castTo(type));
  }

  /** 3-4-2 with batch normalisation in between, or without. */
  private static ComputationGraph network(DataType type, boolean normalizes) {
    var graph =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .dataType(type)
            .updater(new Sgd(RATE))
            .graphBuilder()
            .addInputs("in")
            .setInputTypes(InputType.feedForward(3))
            .addLayer(
                "first",
                new DenseLayer.Builder().nOut(4).activation(Activation.TANH).build(),
                "in");
    if (normalizes) {
      graph.addLayer(
          "norm", new BatchNormalization.Builder().decay(0.9).useLogStd(false).build(), "first");
    }
    graph
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .build(),
            normalizes ? "norm" : "first")
        .setOutputs("out");
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    return network;
  }

  private static INDArray parameter(ComputationGraph network, String name) {
    return Objects.requireNonNull(network.paramTable().get(name), name);
  }

  /** DL4J's summed gradient at the network's parameters. */
  private static double[] gradient(ComputationGraph network, Batch batch) {
    ComputationGraph copy = network.clone();
    copy.setInput(0, batch.x());
    copy.setLabel(0, batch.y());
    copy.computeGradientAndScore();
    return copy.getGradientsViewArray().dup().data().asDouble();
  }

  /** PyTorch's: the buffer of the first step is the gradient itself. */
  @Test
  void take_momentumAndDecay_isTheNaiveUpdateOfEachNumber() {
    ComputationGraph network = network(DataType.DOUBLE, false);
    SgdSteps sgd = new SgdSteps(network, MOMENTUM, DECAY);
    double[] theta = network.params().dup().data().asDouble();
    double[] v = new double[theta.length];
    for (int step = 0; step < 6; step++) {
      Batch batch = batch(DataType.DOUBLE, step);
      double[] g = gradient(network, batch);
      sgd.take(batch);
      for (int i = 0; i < theta.length; i++) {
        double d = g[i] / SAMPLES + DECAY * theta[i];
        v[i] = step == 0 ? d : MOMENTUM * v[i] + d;
        theta[i] -= RATE * v[i];
      }
      assertThat(network.params().data().asDouble()).containsExactly(theta, within(1e-13));
    }
    assertThat(network.getConfiguration().getIterationCount()).isEqualTo(6);
  }

  /** Mean and variance go a tenth of the way to the batch's, untouched by rate and momentum. */
  @Test
  void take_batchNormalization_movesItsStatisticsWhateverTheRate() {
    ComputationGraph network = network(DataType.DOUBLE, true);
    SgdSteps sgd = new SgdSteps(network, MOMENTUM, DECAY);
    double[] mean = new double[4];
    double[] variance = {1, 1, 1, 1};
    for (int step = 0; step < 4; step++) {
      Batch batch = batch(DataType.DOUBLE, step);
      INDArray given =
          Objects.requireNonNull(network.feedForward(batch.x(), false).get("first")).dup('c');
      sgd.take(batch);
      for (int unit = 0; unit < 4; unit++) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < SAMPLES; i++) {
          double value = given.getDouble(i, unit);
          sum += value;
          squares += value * value;
        }
        double batchMean = sum / SAMPLES;
        mean[unit] = 0.9 * mean[unit] + 0.1 * batchMean;
        variance[unit] = 0.9 * variance[unit] + 0.1 * (squares / SAMPLES - batchMean * batchMean);
      }
      assertThat(parameter(network, "norm_mean").dup().data().asDouble())
          .containsExactly(mean, within(1e-12));
      assertThat(parameter(network, "norm_var").dup().data().asDouble())
          .containsExactly(variance, within(1e-12));
    }
  }

  @Test
  void all_batchNormalization_rangesAreWhereDl4jKeepsThem() {
    ComputationGraph network = network(DataType.DOUBLE, true);
    var ranges = ParameterRange.all(java.util.Arrays.asList(network.getLayers()), network.params());
    assertThat(ranges)
        .containsExactly(
            new ParameterRange(0, 3 * 4 + 4 + 8, true),
            new ParameterRange(24, 32, false),
            new ParameterRange(32, 32 + 4 * 2 + 2, true));
    ranges.get(1).of(network.params()).assign(7);
    assertThat(parameter(network, "norm_mean").sumNumber().doubleValue()).isEqualTo(28);
    assertThat(parameter(network, "norm_var").sumNumber().doubleValue()).isEqualTo(28);
    assertThat(parameter(network, "norm_beta").sumNumber().doubleValue()).isZero();
  }

  @Test
  void restore_floatsWithMomentum_goesOnToTheBit() throws IOException {
    ComputationGraph network = network(DataType.FLOAT, true);
    SgdSteps sgd = new SgdSteps(network, MOMENTUM, DECAY);
    for (int step = 0; step < 3; step++) {
      sgd.take(batch(DataType.FLOAT, step));
    }
    byte[] saved = saved(sgd);
    ComputationGraph other = network(DataType.FLOAT, true);
    SgdSteps restored = new SgdSteps(other, MOMENTUM, DECAY);
    restored.restore(new DataInputStream(new ByteArrayInputStream(saved)));
    assertThat(other.getConfiguration().getIterationCount()).isEqualTo(3);
    for (int step = 3; step < 6; step++) {
      double expected = sgd.take(batch(DataType.FLOAT, step));
      assertThat(restored.take(batch(DataType.FLOAT, step))).isEqualTo(expected);
    }
    assertThat(saved(restored)).isEqualTo(saved(sgd));
  }

  private static byte[] saved(SgdSteps sgd) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sgd.save(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void restore_anotherNetwork_saysWhatDoesNotFit() throws IOException {
    byte[] floats = saved(new SgdSteps(network(DataType.FLOAT, false), 0, 0));
    SgdSteps doubles = new SgdSteps(network(DataType.DOUBLE, false), 0, 0);
    assertThatThrownBy(() -> doubles.restore(new DataInputStream(new ByteArrayInputStream(floats))))
        .isInstanceOf(IOException.class)
        .hasMessage("parameters of 4 bytes each were saved, and the network's have 8");
    SgdSteps larger = new SgdSteps(network(DataType.FLOAT, true), 0, 0);
    assertThatThrownBy(() -> larger.restore(new DataInputStream(new ByteArrayInputStream(floats))))
        .hasMessage("26 parameters were saved, and the network has 42");
  }

  /**
   * More numbers than are written at a time, of both kinds, with bits that arithmetic would lose.
   */
  @Test
  void arrayBytes_manyNumbers_comeBackToTheBit() throws IOException {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      double[] values = new Random(8).doubles(20_001, -1, 1).toArray();
      values[0] = Double.NaN;
      values[8192] = Double.NEGATIVE_INFINITY;
      values[16_384] = -0.0;
      INDArray array = Nd4j.create(values, new long[] {1, values.length}, 'c').castTo(type);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ArrayBytes.write(array, new DataOutputStream(bytes));
      assertThat(bytes.size()).isEqualTo(9 + values.length * (type == DataType.FLOAT ? 4 : 8));
      INDArray back = Nd4j.zeros(type, 1, values.length);
      ArrayBytes.read(
          back, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), "numbers");
      assertThat(back.data().asDouble()).isEqualTo(array.data().asDouble());
    }
  }
}
