package dev.plateau.trainer.network;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Networks 4-6-1 with ReLU, MSE, seeded; and data for them. */
public final class SmallNetworks {
  public static final int INPUTS = 4;
  public static final int HIDDEN = 6;

  private SmallNetworks() {}

  /** 0.05, from step 5 on 0.01. */
  public static ISchedule steppedRate() {
    return new MapSchedule.Builder(ScheduleType.ITERATION).add(0, 0.05).add(5, 0.01).build();
  }

  /** A stack; dropout 1 keeps all. */
  public static MultiLayerNetwork stack(double keptByDropout) {
    return stack(keptByDropout, HIDDEN);
  }

  /** A stack of another number of hidden units. */
  public static MultiLayerNetwork wide(int hidden) {
    return stack(1, hidden);
  }

  private static MultiLayerNetwork stack(double keptByDropout, int hidden) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .dataType(DataType.DOUBLE)
            .updater(new Sgd(steppedRate()))
            .weightInit(WeightInit.RELU)
            .list()
            .layer(
                new DenseLayer.Builder()
                    .nIn(INPUTS)
                    .nOut(hidden)
                    .activation(Activation.RELU)
                    .build())
            .layer(
                new OutputLayer.Builder(LossFunction.MSE)
                    .nIn(hidden)
                    .nOut(1)
                    .activation(Activation.IDENTITY)
                    .dropOut(keptByDropout)
                    .build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  /** A stack 4-6-3 with tanh and softmax. */
  public static MultiLayerNetwork softmax() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .dataType(DataType.DOUBLE)
            .list()
            .layer(
                new DenseLayer.Builder()
                    .nIn(INPUTS)
                    .nOut(HIDDEN)
                    .activation(Activation.TANH)
                    .build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(HIDDEN)
                    .nOut(3)
                    .activation(Activation.SOFTMAX)
                    .build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  /** The stack with ReLU as a graph with layers {@code hidden} and {@code out}. */
  public static ComputationGraph graph() {
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .dataType(DataType.DOUBLE)
            .updater(new Sgd(steppedRate()))
            .weightInit(WeightInit.RELU)
            .graphBuilder()
            .addInputs("in")
            .addLayer(
                "hidden",
                new DenseLayer.Builder()
                    .nIn(INPUTS)
                    .nOut(HIDDEN)
                    .activation(Activation.RELU)
                    .build(),
                "in")
            .addLayer(
                "out",
                new OutputLayer.Builder(LossFunction.MSE)
                    .nIn(HIDDEN)
                    .nOut(1)
                    .activation(Activation.IDENTITY)
                    .build(),
                "hidden")
            .setOutputs("out")
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph;
  }

  /** A stack 4-3-2, ReLU, then softmax and cross-entropy, weights decayed; in single precision. */
  public static MultiLayerNetwork classifier() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(8)
                .dataType(DataType.FLOAT)
                .updater(new Sgd(0.1))
                .l2(0.5)
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .nIn(INPUTS)
                        .nOut(3)
                        .activation(Activation.RELU)
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(3)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  /** A stack for 4 x 4 images of one channel: two 3 x 3 filters, ReLU, one linear output. */
  public static MultiLayerNetwork convolutional() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(9)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(0.1))
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3).nOut(2).activation(Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(4, 4, 1))
                .build());
    network.init();
    return network;
  }

  /** Gaussian inputs; the target is the first input's size. */
  public static DataSet data(int samples, long seed) {
    Random random = new Random(seed);
    double[] x = random.doubles(samples * (long) INPUTS, -1, 1).toArray();
    double[] y = new double[samples];
    for (int i = 0; i < samples; i++) {
      y[i] = Math.abs(x[i * INPUTS]);
    }
    return new DataSet(array(x, samples, INPUTS), array(y, samples, 1));
  }

  public static INDArray array(double[] values, int rows, int columns) {
    return Nd4j.create(values, new long[] {rows, columns}, 'c');
  }
}
