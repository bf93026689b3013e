package dev.plateau.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class TrainedNetworkTest {
  @Test
  void config_stackAndGraph_haveWhatTellsRunsApart() {
    assertThat(TrainedNetwork.of(SmallNetworks.stack(1)).config())
        .isEqualTo(
            Map.of(
                "model", "MultiLayerNetwork, 2 layers, 37 parameters",
                "optimizer", "sgd",
                "schedule", "map",
                "seed", "7",
                "network", "layer0 (DenseLayer), layer1 (OutputLayer)",
                "parameters", "37"));
    assertThat(TrainedNetwork.of(SmallNetworks.graph()).config())
        .containsEntry("model", "ComputationGraph, 2 layers, 37 parameters")
        .containsEntry("optimizer", "sgd")
        .containsEntry("schedule", "map")
        .containsEntry("seed", "7");
  }

  @Test
  void config_otherOptimizers_areNamed() {
    OptimizationAlgorithm sgd = OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT;
    assertThat(config(new Adam(0.01), sgd))
        .containsEntry("optimizer", "adam")
        .containsEntry("schedule", "constant");
    assertThat(config(new NoOp(), sgd)).doesNotContainKeys("optimizer", "schedule");
    assertThat(config(new Sgd(0.1), OptimizationAlgorithm.LBFGS))
        .containsEntry("optimizer", "lbfgs")
        .containsEntry("schedule", "constant");
  }

  /** In inference DL4J rectifies in place: after a whole pass z's output would be the ReLU's. */
  @Test
  void activations_layerBeforeAnActivationLayer_areItsOwn() {
    ComputationGraph graph =
        new ComputationGraph(
            builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("z", dense(), "in")
                .addLayer("relu", relu(), "z")
                .addLayer("out", output(), "relu")
                .setOutputs("out")
                .build());
    graph.init();
    MultiLayerNetwork stack =
        new MultiLayerNetwork(
            builder().list().layer(dense()).layer(relu()).layer(output()).build());
    stack.init();
    INDArray x = SmallNetworks.data(20, 2).getFeatures();
    for (Model model : List.of(graph, stack)) {
      TrainedNetwork network = TrainedNetwork.of(model);
      List<String> layers = network.layers();
      INDArray z = x.mmul(network.layer(layers.get(0)).getParam("W"));
      double[] expected = z.dup('c').data().asDouble();
      assertThat(Arrays.stream(expected).min().orElseThrow()).isNegative();
      assertThat(network.activationsOf(layers.get(0), x).data())
          .containsExactly(expected, within(1e-12));
      double[] rectified = Arrays.stream(expected).map(value -> Math.max(0, value)).toArray();
      assertThat(network.activationsOf(layers.get(1), x).data())
          .containsExactly(rectified, within(1e-12));
    }
  }

  private static NeuralNetConfiguration.Builder builder() {
    return new NeuralNetConfiguration.Builder().seed(1).dataType(DataType.DOUBLE);
  }

  private static DenseLayer dense() {
    return new DenseLayer.Builder()
        .nIn(SmallNetworks.INPUTS)
        .nOut(5)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static ActivationLayer relu() {
    return new ActivationLayer.Builder().activation(Activation.RELU).build();
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(5)
        .nOut(1)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static Map<String, String> config(IUpdater updater, OptimizationAlgorithm algorithm) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .optimizationAlgo(algorithm)
                .updater(updater)
                .list()
                .layer(new OutputLayer.Builder().nIn(2).nOut(2).build())
                .build());
    network.init();
    return TrainedNetwork.of(network).config();
  }
}
