package dev.plateau.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class InputSupportTest {
  @Test
  void values_stackAndGraph_areThoseOfTheColumns() {
    InputSupport probe = InputSupport.irrelevant(0, 3).withColumnNorms();
    for (Model model : new Model[] {SmallNetworks.stack(1), SmallNetworks.graph()}) {
      setColumnNorms(model, 0.5, 8, 4, 0.25);
      Map<String, Double> values = ProbeValues.of(probe, model);
      assertThat(values)
          .containsOnlyKeys(
              "support_agreement",
              "support_separation",
              "support_size",
              "w1_column_norm/0",
              "w1_column_norm/1",
              "w1_column_norm/2",
              "w1_column_norm/3");
      assertThat(values).contains(entry("support_size", 1.0), entry("support_agreement", 0.75));
      assertThat(values.get("support_separation")).isCloseTo(8, within(1e-12));
      assertThat(values.get("w1_column_norm/2")).isCloseTo(4, within(1e-12));
    }
  }

  @Test
  void values_noGapOrNoNumber_areNaN() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    InputSupport probe = InputSupport.irrelevant(0, 3);
    setColumnNorms(network, 0, 0, 0, 0);
    assertThat(ProbeValues.of(probe, network).values()).containsOnly(Double.NaN).hasSize(3);
    setColumnNorms(network, 1, Double.NaN, 5, 6);
    assertThat(ProbeValues.of(probe, network).values()).containsOnly(Double.NaN).hasSize(3);
  }

  @Test
  void separatedStep_supportSeparatedForTheWindow_isReportedFromThenOn() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    BoundProbe bound =
        InputSupport.irrelevant(0, 3).separatedAbove(10, 3).bind(TrainedNetwork.of(network));
    double[] ratios = {20, 9, 11, 12, 30, 2};
    Double[] expected = {null, null, null, null, 20.0, 20.0};
    for (int i = 0; i < ratios.length; i++) {
      setColumnNorms(network, 1, ratios[i], 2 * ratios[i], 0.5);
      network.getLayerWiseConfigurations().setIterationCount(i * 10);
      assertThat(ProbeValues.of(bound).get("support_separated_step"))
          .as("step %d", i * 10)
          .isEqualTo(expected[i]);
    }
  }

  @Test
  void separatedStep_reached_isLoggedOnce() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    BoundProbe bound =
        InputSupport.irrelevant(0, 3).separatedAbove(10, 2).bind(TrainedNetwork.of(network));
    setColumnNorms(network, 1, 16, 32, 0.5);
    try (CapturedLog log = new CapturedLog(InputSupport.class)) {
      for (int step = 5; step < 9; step++) {
        network.getLayerWiseConfigurations().setIterationCount(step);
        assertThat(log.messages()).hasSize(step < 7 ? 0 : 1);
        ProbeValues.of(bound);
      }
      assertThat(log.messages())
          .containsExactly(
              "INFO Support separated at step 5: the smallest relevant column is 16.0 times the"
                  + " largest irrelevant one at step 6");
    }
  }

  /** Every run begins anew, whatever the probe saw before. */
  @Test
  void separatedStep_boundTwice_isNotCarriedOver() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    InputSupport probe = InputSupport.irrelevant(0, 3).separatedAbove(10, 2);
    setColumnNorms(network, 1, 20, 20, 1);
    BoundProbe first = probe.bind(TrainedNetwork.of(network));
    ProbeValues.of(first);
    assertThat(ProbeValues.of(first)).containsKey("support_separated_step");
    assertThat(ProbeValues.of(probe, network)).doesNotContainKey("support_separated_step");
  }

  @Test
  void bind_whatDoesNotFit_isRefused() {
    TrainedNetwork network = TrainedNetwork.of(SmallNetworks.stack(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InputSupport.irrelevant(1, 4).bind(network))
        .withMessage("a layer of 4 inputs has no input 4; the first is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InputSupport.irrelevant().bind(network))
        .withMessageContaining("got 0 irrelevant ones of 4");
    TrainedNetwork images = TrainedNetwork.of(SmallNetworks.convolutional());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InputSupport.irrelevant(1).bind(images))
        .withMessage(
            "layer 'layer0' has no weight matrix; layers are layer0 (ConvolutionLayer), layer1"
                + " (OutputLayer)");
  }

  @Test
  void subspace_stackAndGraph_measuresTheDirections() {
    double s = Math.sqrt(0.5);
    InputSubspace probe =
        InputSubspace.of(SmallNetworks.array(new double[] {s, 0, s, 0, 0, 0, 0, 1}, 4, 2));
    for (Model model : new Model[] {SmallNetworks.stack(1), SmallNetworks.graph()}) {
      INDArray w = firstWeights(model);
      double along = 0;
      double across = 0;
      for (int out = 0; out < SmallNetworks.HIDDEN; out++) {
        along += Math.pow(s * (w.getDouble(0, out) + w.getDouble(1, out)), 2);
        along += Math.pow(w.getDouble(3, out), 2);
        across += Math.pow(s * (w.getDouble(0, out) - w.getDouble(1, out)), 2);
        across += Math.pow(w.getDouble(2, out), 2);
      }
      Map<String, Double> values = ProbeValues.of(probe, model);
      assertThat(values).containsOnlyKeys("w1_irrelevant_norm", "w1_relevant_norm");
      assertThat(values.get("w1_irrelevant_norm")).isCloseTo(Math.sqrt(along), within(1e-12));
      assertThat(values.get("w1_relevant_norm")).isCloseTo(Math.sqrt(across), within(1e-12));
    }
  }

  @Test
  void subspace_whatDoesNotFit_isRefused() {
    InputSubspace five = InputSubspace.of(new Matrix(5, 1, new double[] {0, 0, 1, 0, 0}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> five.bind(TrainedNetwork.of(SmallNetworks.graph())))
        .withMessage("layer 'hidden' has 4 inputs, the basis 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InputSubspace.of(SmallNetworks.array(new double[] {1, 1}, 2, 1)))
        .withMessageContaining("is 2.0; orthonormalise it first");
  }

  /** Every column is that norm in one of its units and zero in the others. */
  private static void setColumnNorms(Model model, double... norms) {
    INDArray w = firstWeights(model);
    w.assign(0);
    for (int input = 0; input < norms.length; input++) {
      w.putScalar(input, input % SmallNetworks.HIDDEN, norms[input]);
    }
    assertThat(Arrays.stream(norms).count()).isEqualTo(SmallNetworks.INPUTS);
  }

  private static INDArray firstWeights(Model model) {
    TrainedNetwork network = TrainedNetwork.of(model);
    return network.layer(network.layers().get(0)).getParam("W");
  }
}
