package dev.plateau.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.MeanSquaredResidual;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class DatasetMeasuresTest {
  private static final DataSet DATA = SmallNetworks.data(300, 5);
  private static final INDArray X = DATA.getFeatures();
  private static final INDArray Y = DATA.getLabels();

  /** DL4J's MSE is the mean over samples and outputs. 300 samples go in two parts. */
  @Test
  void datasetLoss_squaredError_isTheNaiveMean() {
    for (Model model : new Model[] {SmallNetworks.stack(1), SmallNetworks.graph()}) {
      double expected = MeanSquaredResidual.of(outputs(model), targets());
      assertThat(ProbeValues.of(DatasetLoss.ofTraining(DATA), model).get("full_loss"))
          .isCloseTo(expected, within(1e-12));
      assertThat(ProbeValues.only(MeanSquaredError.of(Metrics.FULL_LOSS, X, Y), model))
          .isCloseTo(expected, within(1e-12));
      assertThat(ProbeValues.of(DatasetLoss.ofTest(DATA), model)).containsOnlyKeys("test_loss");
    }
  }

  /** The training's own score has the weights' decay in it, the loss of the data has not. */
  @Test
  void datasetLoss_crossEntropy_isTheNaiveMeanWithoutDecay() {
    MultiLayerNetwork network = SmallNetworks.classifier();
    DataSet data = new DataSet(X, classes());
    INDArray h = network.output(X.castTo(network.params().dataType()));
    double expected = 0;
    for (int i = 0; i < 300; i++) {
      expected -= Math.log(h.getDouble(i, classOf(i))) / 300;
    }
    assertThat(ProbeValues.only(DatasetLoss.ofTraining(data), network))
        .isCloseTo(expected, within(1e-6));
    DataSet single =
        new DataSet(
            X.castTo(network.params().dataType()), classes().castTo(network.params().dataType()));
    assertThat(network.score(single)).isGreaterThan(expected + 0.1);
  }

  /** A measure is of the parameters at its capture: not of those at binding, nor of later ones. */
  @Test
  void measurements_networkTrainsOn_areThoseOfTheCapture() {
    List<NetworkProbe> probes =
        List.of(
            DatasetLoss.ofTraining(DATA),
            LabelNoise.on(X, Y),
            GradientNoise.on(X, Y),
            ClassificationError.ofTraining(X, Y.gt(0.4).castTo(Y.dataType())),
            FeatureSparsity.of("0").at(X).threshold(0.5),
            LayerSpectra.of(),
            InputSupport.irrelevant(1, 2, 3),
            InputSubspace.of(SmallNetworks.array(new double[] {0, 1, 0, 0}, 4, 1)));
    for (NetworkProbe probe : probes) {
      MultiLayerNetwork network = SmallNetworks.stack(1);
      Map<String, Double> atFirst = ProbeValues.of(probe, network);
      BoundProbe bound = probe.bind(TrainedNetwork.of(network));
      fit(network, 30);
      Map<String, Double> expected = ProbeValues.of(probe, network);
      BoundProbe.Measurement captured = bound.capture();
      fit(network, 3);
      Map<String, Double> values = new TreeMap<>();
      captured.report((name, value) -> values.put(name.toString(), value));
      assertThat(values).as(probe.name()).isEqualTo(expected).isNotEqualTo(atFirst);
    }
  }

  private static void fit(MultiLayerNetwork network, int steps) {
    for (int step = 0; step < steps; step++) {
      network.fit(DATA);
    }
  }

  @Test
  void datasetLoss_measuring_leavesTheTrainingAlone() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    MultiLayerNetwork untouched = SmallNetworks.stack(1);
    BoundProbe loss = DatasetLoss.ofTraining(DATA).bind(TrainedNetwork.of(network));
    for (int step = 0; step < 5; step++) {
      network.fit(DATA);
      untouched.fit(DATA);
      ProbeValues.of(loss);
    }
    assertThat(network.params()).isEqualTo(untouched.params());
  }

  @Test
  void error_classifier_isTheNaiveShare() {
    MultiLayerNetwork network = SmallNetworks.classifier();
    INDArray h = network.output(X.castTo(network.params().dataType()));
    double wrong = 0;
    double[] indices = new double[300];
    for (int i = 0; i < 300; i++) {
      int found = h.getDouble(i, 1) > h.getDouble(i, 0) ? 1 : 0;
      wrong += found == classOf(i) ? 0 : 1;
      indices[i] = classOf(i);
    }
    assertThat(wrong).isBetween(1.0, 299.0);
    assertThat(ProbeValues.of(ClassificationError.ofTraining(X, classes()), network))
        .isEqualTo(Map.of("training_error", wrong / 300));
    INDArray vector = SmallNetworks.array(indices, 300, 1).reshape(300);
    assertThat(ProbeValues.of(ClassificationError.ofTest(X, vector), network))
        .isEqualTo(Map.of("test_error", wrong / 300));
  }

  @Test
  void error_oneOutputOfAGraph_isCutAtAHalf() {
    ComputationGraph graph = SmallNetworks.graph();
    Matrix h = outputs(graph);
    double[] targets = new double[300];
    double wrong = 0;
    for (int i = 0; i < 300; i++) {
      targets[i] = classOf(i);
      wrong += h.get(i, 0) > 0.5 == (classOf(i) == 1) ? 0 : 1;
    }
    assertThat(wrong).isBetween(1.0, 299.0);
    ClassificationError probe =
        ClassificationError.ofTraining(X, SmallNetworks.array(targets, 300, 1));
    assertThat(ProbeValues.only(probe, graph)).isEqualTo(wrong / 300);
  }

  @Test
  void labelNoise_stackAndGraph_isTwiceTheLossOfHalfTheSquares() {
    for (Model model : new Model[] {SmallNetworks.stack(1), SmallNetworks.graph()}) {
      assertThat(ProbeValues.of(LabelNoise.on(X, Y), model))
          .isEqualTo(Map.of("label_noise", MeanSquaredResidual.of(outputs(model), targets())));
    }
  }

  /** Against gradients of single samples by DL4J's own backward pass. */
  @Test
  void gradientNoise_stackAndGraph_isThatOfSingleGradients() {
    DataSet few = SmallNetworks.data(7, 6);
    for (Model model : new Model[] {SmallNetworks.stack(1), SmallNetworks.graph()}) {
      double[] mean = new double[37];
      double meanSquare = 0;
      for (int i = 0; i < 7; i++) {
        double[] gradient = gradient(model, few.get(i));
        for (int j = 0; j < 37; j++) {
          mean[j] += gradient[j] / 7;
          meanSquare += gradient[j] * gradient[j] / 7;
        }
      }
      double squareOfMean = 0;
      for (double value : mean) {
        squareOfMean += value * value;
      }
      GradientNoise probe = GradientNoise.on(few.getFeatures(), few.getLabels());
      assertThat(ProbeValues.of(probe, model)).containsOnlyKeys("gradient_noise_scale");
      assertThat(ProbeValues.only(probe, model))
          .isCloseTo((meanSquare - squareOfMean) / squareOfMean, within(1e-9));
    }
  }

  @Test
  void bind_shapesThatDoNotFit_areRefused() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    INDArray threeInputs = SmallNetworks.array(new double[900], 300, 3);
    assertRefused(
        DatasetLoss.ofTraining(new DataSet(threeInputs, Y)), network, "no samples of shape [");
    assertRefused(LabelNoise.on(threeInputs, Y), network, "no samples of shape [1, 3]");
    assertRefused(LabelNoise.on(X, classes()), network, "has 1 outputs, the targets 2");
    assertRefused(
        MeanSquaredError.of(Metrics.TEST_LOSS, X, classes()),
        network,
        "the network gives 300 outputs for the samples, targets are 600");
    assertRefused(
        ClassificationError.ofTraining(X, classes()),
        network,
        "targets of 1 outputs are one-hot or a class index a sample, got a 300 x 2 matrix");
    INDArray tooFew = SmallNetworks.array(new double[299], 299, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassificationError.ofTraining(X, tooFew))
        .withMessage("300 samples have 299 targets");
    assertRefused(GradientNoise.on(threeInputs, Y), network, "samples of 3");
    assertRefused(GradientNoise.on(X, Y), SmallNetworks.convolutional(), "layer 'layer0'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientNoise.on(X, classes()))
        .withMessage("300 samples need one target each, got a 300 x 2 matrix");
  }

  private static void assertRefused(NetworkProbe probe, Model model, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> probe.bind(TrainedNetwork.of(model)))
        .withMessageContaining(why);
  }

  private static double[] gradient(Model model, DataSet sample) {
    if (model instanceof MultiLayerNetwork stack) {
      stack.setInput(sample.getFeatures());
      stack.setLabels(sample.getLabels());
      stack.computeGradientAndScore();
    } else if (model instanceof ComputationGraph graph) {
      graph.setInput(0, sample.getFeatures());
      graph.setLabel(0, sample.getLabels());
      graph.computeGradientAndScore();
    }
    return model.getGradientsViewArray().dup().data().asDouble();
  }

  private static int classOf(int sample) {
    return X.getDouble(sample, 2) > 0 ? 1 : 0;
  }

  private static INDArray classes() {
    double[] oneHot = new double[600];
    for (int i = 0; i < 300; i++) {
      oneHot[2 * i + classOf(i)] = 1;
    }
    return SmallNetworks.array(oneHot, 300, 2);
  }

  private static Matrix targets() {
    return RowMajor.matrix(Y, "targets");
  }

  private static Matrix outputs(Model model) {
    INDArray h =
        model instanceof MultiLayerNetwork stack
            ? stack.output(X)
            : ((ComputationGraph) model).outputSingle(X);
    return RowMajor.matrix(h, "outputs");
  }
}
