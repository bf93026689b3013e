package dev.plateau.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class LayerMatricesTest {
  @Test
  void matrices_namedLayer_areItsWeightsAndTheirNaiveProducts() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    INDArray w = network.getParam("0_W"); // (inputs × outputs)
    Map<String, Double> found = ProbeValues.of(LayerMatrices.of("0"), network);
    int inputs = SmallNetworks.INPUTS;
    int outputs = SmallNetworks.HIDDEN;
    assertThat(found).hasSize(inputs * outputs + inputs * inputs);
    for (int in = 0; in < inputs; in++) {
      for (int out = 0; out < outputs; out++) {
        assertThat(found.get("weight/layer0." + out + "." + in)).isEqualTo(w.getDouble(in, out));
      }
      for (int other = 0; other < inputs; other++) {
        double product = 0;
        for (int out = 0; out < outputs; out++) {
          product += w.getDouble(in, out) * w.getDouble(other, out);
        }
        assertThat(found.get("gram/layer0." + in + "." + other)).isCloseTo(product, within(1e-14));
      }
    }
  }

  @Test
  void matrices_noLayersNamed_areOfAllWithWeightMatrices() {
    assertThat(ProbeValues.of(LayerMatrices.of(), SmallNetworks.stack(1)))
        .containsKeys("weight/layer0.0.0", "weight/layer1.0.0", "gram/layer1.0.5");
  }

  @Test
  void matrices_withoutGrams_areTheWeightsAlone() {
    assertThat(ProbeValues.of(LayerMatrices.of("0").withoutGrams(), SmallNetworks.stack(1)))
        .hasSize(SmallNetworks.INPUTS * SmallNetworks.HIDDEN)
        .allSatisfy((name, value) -> assertThat(name).startsWith("weight/layer0."));
  }

  @Test
  void matrices_capturedBeforeAStep_areThoseOfTheCapture() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    double before = network.getParam("0_W").getDouble(1, 2);
    BoundProbe.Measurement measurement =
        LayerMatrices.of("0").bind(TrainedNetwork.of(network)).capture();
    network.getParam("0_W").muli(3);
    measurement.report(
        (name, value) -> {
          if (name.toString().equals("weight/layer0.2.1")) {
            assertThat(value).isEqualTo(before);
          }
        });
  }

  @Test
  void matrices_layerOfMoreThan64Units_isRefused() {
    assertThat(ProbeValues.of(LayerMatrices.of("1"), SmallNetworks.wide(64)))
        .containsKey("gram/layer1.63.63");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProbeValues.of(LayerMatrices.of("1"), SmallNetworks.wide(65)))
        .withMessage(
            "layer 'layer1' has weights of 1 x 65, entry by entry at most 64 x 64 are told");
  }
}
