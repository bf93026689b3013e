package dev.plateau.trainer.network;

import java.util.Random;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks of convolutions in double precision, seeded, and images for them. */
final class ConvolutionNetworks {
  static final int CHANNELS = 2;
  static final int HEIGHT = 9;
  static final int WIDTH = 8;

  private ConvolutionNetworks() {}

  static INDArray images(int samples, long seed) {
    long[] shape = {samples, CHANNELS, HEIGHT, WIDTH};
    double[] values =
        new Random(seed).doubles(samples * (long) CHANNELS * HEIGHT * WIDTH, -1, 1).toArray();
    return Nd4j.create(values, shape, 'c');
  }

  /**
   * Convolutions with stride, padding, dilation, all modes; max pooling; upsampling; dense;
   * dropout.
   */
  static MultiLayerNetwork stack(double keptByDropout) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(11)
            .dataType(DataType.DOUBLE)
            .updater(new Sgd(0.05))
            .list()
            .layer(new ZeroPaddingLayer(1, 0, 0, 2))
            .layer(
                new ConvolutionLayer.Builder(3, 2)
                    .nOut(3)
                    .stride(2, 1)
                    .convolutionMode(ConvolutionMode.Same)
                    .activation(Activation.RELU)
                    .build())
            .layer(
                new ConvolutionLayer.Builder(2, 2)
                    .nOut(4)
                    .dilation(2, 2)
                    .padding(1, 1)
                    .convolutionMode(ConvolutionMode.Strict)
                    .hasBias(false)
                    .activation(Activation.TANH)
                    .build())
            .layer(
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .kernelSize(2, 2)
                    .stride(2, 2)
                    .convolutionMode(ConvolutionMode.Truncate)
                    .build())
            .layer(new DropoutLayer(keptByDropout))
            .layer(new Upsampling2D.Builder(2).dropOut(keptByDropout).build())
            .layer(
                new ConvolutionLayer.Builder(2, 3)
                    .nOut(5)
                    .convolutionMode(ConvolutionMode.Truncate)
                    .activation(Activation.LEAKYRELU)
                    .dropOut(keptByDropout)
                    .build())
            .layer(new DenseLayer.Builder().nOut(6).activation(Activation.SIGMOID).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MSE)
                    .nOut(3)
                    .activation(Activation.IDENTITY)
                    .build())
            .setInputType(InputType.convolutional(HEIGHT, WIDTH, CHANNELS))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  /**
   * A residual block as in a ResNet, with a projection of stride 2 beside it, and pooling over all
   * positions.
   *
   * @param normalizes with batch normalisation after each convolution, else activations alone
   */
  static ComputationGraph residual(Activation activation, boolean normalizes) {
    var graph =
        new NeuralNetConfiguration.Builder()
            .seed(12)
            .dataType(DataType.DOUBLE)
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("in")
            .setInputTypes(InputType.convolutional(HEIGHT, WIDTH, CHANNELS))
            .addLayer("stem", convolution(3, 3, 1), "in")
            .addLayer("stem-norm", norm(normalizes), "stem")
            .addLayer("stem-on", new ActivationLayer(activation), "stem-norm")
            .addLayer("first", convolution(4, 3, 2), "stem-on")
            .addLayer("first-norm", norm(normalizes), "first")
            .addLayer("first-on", new ActivationLayer(activation), "first-norm")
            .addLayer("second", convolution(4, 3, 1), "first-on")
            .addLayer("second-norm", norm(normalizes), "second")
            .addLayer("shortcut", convolution(4, 1, 2), "stem-on")
            .addLayer("shortcut-norm", norm(normalizes), "shortcut")
            .addVertex(
                "add",
                new ElementWiseVertex(ElementWiseVertex.Op.Add),
                "second-norm",
                "shortcut-norm")
            .addLayer("add-on", new ActivationLayer(activation), "add")
            .addLayer("third", convolution(4, 3, 1), "add-on")
            .addVertex("again", new ElementWiseVertex(ElementWiseVertex.Op.Add), "third", "add-on")
            .addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), "again")
            .addLayer(
                "out",
                new OutputLayer.Builder(LossFunction.MSE)
                    .nOut(3)
                    .activation(Activation.IDENTITY)
                    .build(),
                "pool")
            .setOutputs("out");
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    if (normalizes) {
      scatterStatistics(network);
    }
    return network;
  }

  private static ConvolutionLayer convolution(int outputs, int kernel, int stride) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(outputs)
        .stride(stride, stride)
        .activation(Activation.IDENTITY)
        .hasBias(kernel > 1)
        .build();
  }

  private static org.deeplearning4j.nn.conf.layers.Layer norm(boolean normalizes) {
    return normalizes
        ? new BatchNormalization.Builder().eps(0.01).build()
        : new ActivationLayer(Activation.IDENTITY);
  }

  /** Running statistics, γ and β that are not those of the beginning. */
  private static void scatterStatistics(ComputationGraph network) {
    Random random = new Random(13);
    network
        .paramTable()
        .forEach(
            (name, values) -> {
              if (name.contains("-norm_")) {
                for (long i = 0; i < values.length(); i++) {
                  values.putScalar(
                      i,
                      name.endsWith("_mean") ? random.nextGaussian() : 0.5 + random.nextDouble());
                }
              }
            });
  }
}
