package dev.plateau.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

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
