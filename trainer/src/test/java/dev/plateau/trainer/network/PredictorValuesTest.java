package dev.plateau.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class PredictorValuesTest {
  private static final INDArray SAMPLES =
      Nd4j.createFromArray(new double[][] {{1, 0, -1, 2}, {0.5, 0.5, 0, 0}, {-3, 1, 2, 0}});

  @Test
  void values_fixedSamples_areTheNetworksOutputsInOrder() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    Map<String, Double> values = ProbeValues.of(PredictorValues.at(SAMPLES), network);
    INDArray outputs = network.output(SAMPLES);
    assertThat(values).containsOnlyKeys("predictor/0", "predictor/1", "predictor/2");
    for (int k = 0; k < 3; k++) {
      assertThat(values.get("predictor/" + k)).isCloseTo(outputs.getDouble(k, 0), within(1e-12));
    }
  }

  @Test
  void values_capturedBeforeAStep_areThoseOfTheCapture() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    double before = network.output(SAMPLES).getDouble(1, 0);
    BoundProbe.Measurement measurement =
        PredictorValues.at(SAMPLES).bind(TrainedNetwork.of(network)).capture();
    network.params().muli(3);
    measurement.report(
        (name, value) -> {
          if (name.equals(PredictorValues.metric(1))) {
            assertThat(value).isCloseTo(before, within(1e-12));
          }
        });
  }

  @Test
  void values_networkOfTwoOutputs_isRefused() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PredictorValues.at(SAMPLES).bind(TrainedNetwork.of(network)))
        .withMessage("predictor values are of one output, the network has 2");
  }
}
