package dev.plateau.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.NumericalRank;
import dev.plateau.trainer.probe.SingularValues;
import dev.plateau.trainer.probe.StableRank;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class LayerMeasuresTest {
  private static final DataSet DATA = SmallNetworks.data(12, 4);

  @Test
  void spectra_noLayersNamed_areOfAllWithWeightMatrices() {
    Map<String, Double> stack = ProbeValues.of(LayerSpectra.of(), SmallNetworks.stack(1));
    assertThat(stack)
        .containsOnlyKeys(
            "numerical_rank/layer0",
            "numerical_rank/layer1",
            "spectral_norm/layer0",
            "spectral_norm/layer1",
            "stable_rank/layer0",
            "stable_rank/layer1");
    assertThat(ProbeValues.of(LayerSpectra.of(), SmallNetworks.convolutional()))
        .containsOnlyKeys("numerical_rank/layer1", "spectral_norm/layer1", "stable_rank/layer1");
  }

  @Test
  void spectra_namedLayer_areThoseOfItsWeights() {
    MultiLayerNetwork stack = SmallNetworks.stack(1);
    stack.getParam("0_W").getRow(1).muli(1e-5);
    for (Model model : new Model[] {stack, SmallNetworks.graph()}) {
      boolean isStack = model == stack;
      String layer = isStack ? "layer0" : "hidden";
      Matrix w = TrainedNetwork.of(model).weights(layer);
      double[] values = SingularValues.of(w);
      Map<String, Double> found =
          ProbeValues.of(LayerSpectra.of(isStack ? "0" : layer).withSingularValues(), model);
      assertThat(found).hasSize(3 + 4);
      assertThat(found.get("spectral_norm/" + layer)).isEqualTo(values[0]);
      assertThat(found.get("numerical_rank/" + layer))
          .isEqualTo(new NumericalRank(NumericalRank.PAPER_THRESHOLD).of(w))
          .isEqualTo(isStack ? 3 : 4);
      assertThat(found.get("stable_rank/" + layer)).isEqualTo(StableRank.of(w));
      for (int k = 1; k <= 4; k++) {
        assertThat(found.get("singular_value/" + layer + "." + k)).isEqualTo(values[k - 1]);
      }
    }
  }

  @Test
  void spectra_withGramDiagonal_haveTheSquaredColumns() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    INDArray w = network.getParam("1_W");
    Map<String, Double> found = ProbeValues.of(LayerSpectra.of("1").withGramDiagonal(), network);
    assertThat(found).hasSize(3 + SmallNetworks.HIDDEN);
    for (int input = 0; input < SmallNetworks.HIDDEN; input++) {
      assertThat(found.get("gram_diagonal/layer1." + input))
          .isCloseTo(Math.pow(w.getDouble(input, 0), 2), within(1e-15));
    }
  }

  @Test
  void spectra_moreNumbersThanAreReported_areRefused() {
    MultiLayerNetwork wide = SmallNetworks.wide(1001);
    assertThat(ProbeValues.of(LayerSpectra.of("1").withSingularValues(), wide)).hasSize(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProbeValues.of(LayerSpectra.of("1").withGramDiagonal(), wide))
        .withMessage("layer 'layer1' has 1001 numbers to report one by one, at most 1000 are");
  }

  @Test
  void spectra_wrongLayer_isRefusedWithTheLayersThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProbeValues.of(LayerSpectra.of("dense7"), SmallNetworks.graph()))
        .withMessage(
            "there is no layer 'dense7'; layers are hidden (DenseLayer), out (OutputLayer)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProbeValues.of(LayerSpectra.of("0"), SmallNetworks.convolutional()))
        .withMessageContaining("layer 'layer0' has no weight matrix; layers are");
  }

  @Test
  void distance_afterTraining_isTheNaiveOneOfEachLayer() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    double[][] before = {numbers(network, "0_W", "0_b"), numbers(network, "1_W", "1_b")};
    BoundProbe bound = DistanceFromInit.of().bind(TrainedNetwork.of(network));
    assertThat(ProbeValues.of(bound))
        .containsOnlyKeys("distance_from_init/layer0", "distance_from_init/layer1")
        .containsValues(0.0, 0.0);
    fit(network, 20);
    double[][] after = {numbers(network, "0_W", "0_b"), numbers(network, "1_W", "1_b")};
    Map<String, Double> values = ProbeValues.of(bound);
    for (int layer = 0; layer < 2; layer++) {
      double sum = 0;
      for (int i = 0; i < before[layer].length; i++) {
        sum += Math.pow(after[layer][i] - before[layer][i], 2);
      }
      assertThat(sum).isPositive();
      assertThat(values.get("distance_from_init/layer" + layer))
          .isCloseTo(Math.sqrt(sum), within(1e-13));
    }
  }

  @Test
  void distance_capturedBeforeAStep_isThatOfTheCapture() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    BoundProbe bound = DistanceFromInit.of("1").bind(TrainedNetwork.of(network));
    BoundProbe.Measurement atFirst = bound.capture();
    fit(network, 3);
    atFirst.report((name, value) -> assertThat(value).isZero());
    assertThat(ProbeValues.of(bound).get("distance_from_init/layer1")).isPositive();
  }

  @Test
  void distance_graphLayersAndWrongOnes_areByName() {
    assertThat(ProbeValues.of(DistanceFromInit.of("out"), SmallNetworks.graph()))
        .containsOnlyKeys("distance_from_init/out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProbeValues.of(DistanceFromInit.of("7"), SmallNetworks.stack(1)))
        .withMessageContaining("layer0 (DenseLayer), layer1 (OutputLayer)");
  }

  @Test
  void layers_withoutWhatIsMeasured_areRefused() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new DenseLayer.Builder().nIn(4).nOut(3).build())
                .layer(new ActivationLayer.Builder().activation(Activation.TANH).build())
                .layer(new OutputLayer.Builder().nIn(3).nOut(2).build())
                .build());
    network.init();
    String there = "layers are layer0 (DenseLayer), layer1 (ActivationLayer), layer2 (OutputLayer)";
    assertThat(ProbeValues.of(DistanceFromInit.of(), network))
        .containsOnlyKeys("distance_from_init/layer0", "distance_from_init/layer2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProbeValues.of(DistanceFromInit.of("0", "1"), network))
        .withMessage("layer 'layer1' has no parameters; " + there);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProbeValues.of(ActivationPatternChange.at(DATA.getFeatures()), network))
        .withMessage("no layer has a ReLU at its end; " + there);
  }

  @Test
  void patternChange_weightsTurnedRound_isTheNaiveShare() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    BoundProbe bound =
        ActivationPatternChange.at(DATA.getFeatures()).bind(TrainedNetwork.of(network));
    assertThat(ProbeValues.of(bound)).isEqualTo(Map.of("relu_pattern_change/layer0", 0.0));
    boolean[] before = pattern(network);
    INDArray w = network.getParam("0_W");
    w.getColumn(2).muli(-1);
    w.getRow(1).muli(3);
    boolean[] after = pattern(network);
    double changed = 0;
    for (int i = 0; i < before.length; i++) {
      changed += before[i] == after[i] ? 0 : 1;
    }
    assertThat(changed).isGreaterThan(12);
    assertThat(ProbeValues.of(bound))
        .isEqualTo(Map.of("relu_pattern_change/layer0", changed / before.length));
  }

  @Test
  void patternChange_layersByName_areOfTheGraph() {
    ActivationPatternChange probe = ActivationPatternChange.at(DATA.getFeatures());
    assertThat(ProbeValues.of(probe, SmallNetworks.graph()))
        .isEqualTo(Map.of("relu_pattern_change/hidden", 0.0));
    assertThat(ProbeValues.of(probe.of("out"), SmallNetworks.graph()))
        .isEqualTo(Map.of("relu_pattern_change/out", 0.0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProbeValues.of(probe.of("hid"), SmallNetworks.graph()))
        .withMessageContaining("hidden (DenseLayer), out (OutputLayer)");
    ActivationPatternChange wrongShape =
        ActivationPatternChange.at(SmallNetworks.array(new double[6], 2, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProbeValues.of(wrongShape, SmallNetworks.graph()))
        .withMessageContaining("the network takes no samples of shape [2, 3]");
  }

  /** Signs of what the hidden layer computes, sample by sample, by hand. */
  private static boolean[] pattern(MultiLayerNetwork network) {
    INDArray w = network.getParam("0_W");
    boolean[] isOn = new boolean[DATA.numExamples() * SmallNetworks.HIDDEN];
    for (int i = 0; i < isOn.length; i++) {
      int unit = i % SmallNetworks.HIDDEN;
      double z = network.getParam("0_b").getDouble(unit);
      for (int in = 0; in < SmallNetworks.INPUTS; in++) {
        z += DATA.getFeatures().getDouble(i / SmallNetworks.HIDDEN, in) * w.getDouble(in, unit);
      }
      isOn[i] = z > 0;
    }
    return isOn;
  }

  private static double[] numbers(MultiLayerNetwork network, String weights, String biases) {
    double[] w = network.getParam(weights).dup('f').data().asDouble();
    double[] b = network.getParam(biases).dup().data().asDouble();
    double[] all = new double[w.length + b.length];
    System.arraycopy(w, 0, all, 0, w.length);
    System.arraycopy(b, 0, all, w.length, b.length);
    return all;
  }

  private static void fit(MultiLayerNetwork network, int steps) {
    for (int i = 0; i < steps; i++) {
      network.fit(DATA);
    }
  }
}
