package dev.plateau.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class ColumnConvolutionTest {
  private static final int CHANNELS = 2;
  private static final int HEIGHT = 7;
  private static final int WIDTH = 6;

  /** More images than the layer takes at a time. */
  private static final int IMAGES = 19;

  /** DL4J's own layer with the same settings. */
  private static ConvolutionLayer dl4j(int kernel, int stride, int outputs) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(outputs)
        .stride(stride, stride)
        .padding(kernel / 2, kernel / 2)
        .convolutionMode(ConvolutionMode.Truncate)
        .activation(Activation.IDENTITY)
        .hasBias(false)
        .build();
  }

  /** A convolution behind another, so that one hands on what the other gets back. */
  private static ComputationGraph network(ConvolutionLayer first, ConvolutionLayer second) {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(0.1))
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.convolutional(HEIGHT, WIDTH, CHANNELS))
                .addLayer("first", first, "in")
                .addLayer("second", second, "first")
                .addLayer("pool", new GlobalPoolingLayer(PoolingType.PNORM), "second")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(2)
                        .activation(Activation.TANH)
                        .build(),
                    "pool")
                .setOutputs("out")
                .build());
    network.init();
    double[] values = new Random(4).doubles(network.numParams(), -1, 1).toArray();
    network.setParams(Nd4j.create(values, network.params().shape(), 'c'));
    return network;
  }

  private static INDArray numbers(long seed, long... shape) {
    int length = 1;
    for (long size : shape) {
      length *= (int) size;
    }
    return Nd4j.create(new Random(seed).doubles(length, -1, 1).toArray(), shape, 'c');
  }

  private static double[] gradient(ComputationGraph network, INDArray x, INDArray y) {
    network.setInput(0, x);
    network.setLabel(0, y);
    network.computeGradientAndScore();
    return network.getGradientsViewArray().dup().data().asDouble();
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "3, 2", "1, 1", "1, 2", "5, 3"})
  void passes_anyKernelAndStride_areThoseOfDl4j(int kernel, int stride) {
    ComputationGraph own =
        network(ColumnConvolution.of(kernel, stride, 3), ColumnConvolution.of(3, 1, 4));
    ComputationGraph reference = network(dl4j(kernel, stride, 3), dl4j(3, 1, 4));
    INDArray x = numbers(1, IMAGES, CHANNELS, HEIGHT, WIDTH);
    INDArray y = numbers(2, IMAGES, 2);
    assertThat(own.outputSingle(x).dup('c').data().asDouble())
        .containsExactly(reference.outputSingle(x).dup('c').data().asDouble(), within(1e-12));
    double[] expected = gradient(reference, x, y);
    assertThat(gradient(own, x, y)).containsExactly(expected, within(1e-10));
    assertThat(gradient(own, x, y)).as("again").containsExactly(expected, within(1e-10));
    assertThat(own.score()).isCloseTo(reference.score(), within(1e-12));
  }

  /** What the layer before it gets back, in a network that begins with something else. */
  @Test
  void backward_inputInColumnMajorOrder_isTaken() {
    ComputationGraph own = network(ColumnConvolution.of(3, 1, 3), ColumnConvolution.of(3, 2, 4));
    INDArray x = numbers(1, IMAGES, CHANNELS, HEIGHT, WIDTH);
    INDArray y = numbers(2, IMAGES, 2);
    double[] expected = gradient(own, x, y);
    assertThat(gradient(own, x.dup('f'), y)).containsExactly(expected, within(1e-13));
  }

  @Test
  void networkKernel_columnConvolution_isThatOfDl4jsLayer() {
    INDArray x = numbers(1, 5, CHANNELS, HEIGHT, WIDTH);
    ComputationGraph own = network(ColumnConvolution.of(3, 2, 3), ColumnConvolution.of(3, 1, 4));
    ComputationGraph reference = network(dl4j(3, 2, 3), dl4j(3, 1, 4));
    double norm = NetworkKernel.of(TrainedNetwork.of(own)).at(own.params(), x).tangentNorm();
    assertThat(norm)
        .isPositive()
        .isCloseTo(
            NetworkKernel.of(TrainedNetwork.of(reference)).at(reference.params(), x).tangentNorm(),
            within(1e-12));
  }

  @Test
  void savedNetwork_readAgain_givesTheSame() throws Exception {
    ComputationGraph own = network(ColumnConvolution.of(3, 1, 3), ColumnConvolution.of(3, 2, 4));
    var bytes = new java.io.ByteArrayOutputStream();
    ModelSerializer.writeModel(own, bytes, false);
    ComputationGraph read =
        ModelSerializer.restoreComputationGraph(
            new java.io.ByteArrayInputStream(bytes.toByteArray()));
    INDArray x = numbers(1, 3, CHANNELS, HEIGHT, WIDTH);
    assertThat(read.outputSingle(x)).isEqualTo(own.outputSingle(x));
    assertThat(read.getLayer("first")).isInstanceOf(ColumnConvolutionLayer.class);
  }
}
