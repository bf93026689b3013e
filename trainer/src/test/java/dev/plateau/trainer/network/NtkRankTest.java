package dev.plateau.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.OutputReduction;
import dev.plateau.trainer.probe.RelativeRank;
import dev.plateau.trainer.probe.TangentNorm;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class NtkRankTest {
  private static final INDArray SAMPLES = SmallNetworks.data(40, 3).getFeatures();

  @Test
  void features_anyActivations_areDl4jsOwnGradients() {
    for (Activation hidden : new Activation[] {Activation.TANH, Activation.SIGMOID}) {
      for (Activation output : new Activation[] {Activation.IDENTITY, Activation.SIGMOID}) {
        MultiLayerNetwork network =
            network(
                list()
                    .layer(dense(4, 5).activation(hidden).build())
                    .layer(dense(5, 4).activation(Activation.RELU).hasBias(false).build())
                    .layer(output(4, 3).activation(output).lossFunction(LossFunction.MSE).build()));
        Matrix phi = GradientsOfDl4j.each(network, SAMPLES);
        assertMeasures(network, NtkRank.on(SAMPLES), phi);
        assertMeasures(
            network,
            NtkRank.on(SAMPLES).reduction(OutputReduction.SUM).threshold(1e-2),
            GradientsOfDl4j.sum(network, SAMPLES),
            1e-2);
      }
    }
  }

  @Test
  void layers_ofActivationAndDropout_areTakenAsInInference() {
    OutputLayer output =
        output(6, 2).activation(Activation.IDENTITY).lossFunction(LossFunction.MSE).build();
    MultiLayerNetwork network =
        network(
            list()
                .layer(dense(4, 6).activation(Activation.IDENTITY).dropOut(0.5).build())
                .layer(new ActivationLayer(Activation.TANH))
                .layer(new DropoutLayer(0.5))
                .layer(output));
    MultiLayerNetwork plain =
        network(list().layer(dense(4, 6).activation(Activation.TANH).build()).layer(output));
    plain.setParams(network.params().dup());
    assertMeasures(network, NtkRank.on(SAMPLES), GradientsOfDl4j.each(plain, SAMPLES));
  }

  @Test
  void softmax_atTheEnd_isLeftOut() {
    MultiLayerNetwork classifier =
        network(
            list()
                .layer(dense(4, 6).activation(Activation.TANH).build())
                .layer(output(6, 3).activation(Activation.SOFTMAX).build()));
    MultiLayerNetwork logits =
        network(
            list()
                .layer(dense(4, 6).activation(Activation.TANH).build())
                .layer(
                    output(6, 3)
                        .activation(Activation.IDENTITY)
                        .lossFunction(LossFunction.MSE)
                        .build()));
    logits.setParams(classifier.params().dup());
    assertMeasures(classifier, NtkRank.on(SAMPLES), GradientsOfDl4j.each(logits, SAMPLES));
  }

  @Test
  void capture_laterChangesOfTheParameters_areNotSeen() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    BoundProbe probe = NtkRank.on(SAMPLES).bind(TrainedNetwork.of(network));
    Map<MetricName, Double> expected = values(probe.capture());
    BoundProbe.Measurement captured = probe.capture();
    network.params().assign(0);
    assertThat(values(captured)).isEqualTo(expected);
    assertThat(values(probe.capture())).isNotEqualTo(expected);
  }

  @Test
  void bind_otherLayers_areRefusedByName() {
    refuses(
        list()
            .layer(dense(4, 6).name("first").activation(Activation.SOFTPLUS).build())
            .layer(output(6, 2).name("last").build()),
        "layer 'first' has activation softplus; a chain of dense layers with identity, ReLU, tanh"
            + " or sigmoid is needed (NtkRankSampled measures others); layers are first"
            + " (DenseLayer), last (OutputLayer)");
    refuses(
        list()
            .layer(dense(4, 6).activation(Activation.SOFTMAX).build())
            .layer(output(6, 2).build()),
        "layer 'layer0' has activation softmax");
    refuses(
        list()
            .layer(dense(4, 6).activation(Activation.RELU).hasLayerNorm(true).build())
            .layer(output(6, 2).build()),
        "layer 'layer0' has a DenseLayer");
    refuses(
        list()
            .layer(dense(4, 6).activation(Activation.RELU).build())
            .layer(new ActivationLayer(Activation.TANH))
            .layer(output(6, 2).build()),
        "a second activation after layer 'layer0'");
    refuses(
        list()
            .layer(dense(4, 6).activation(Activation.RELU).build())
            .layer(output(6, 2).build())
            .setInputType(InputType.convolutional(2, 2, 1)),
        "layer 'layer0' has a CnnToFeedForwardPreProcessor");
  }

  @Test
  void bind_moreFeaturesThanTheHeapHolds_isRefused() {
    MultiLayerNetwork network =
        network(
            list()
                .layer(dense(4, 10_000).activation(Activation.RELU).build())
                .layer(output(10_000, 100).build()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NtkRank.on(Nd4j.zeros(1000, 4)).bind(TrainedNetwork.of(network)))
        .withMessageContaining("tangent features of 100000 rows and 1050100 parameters")
        .withMessageContaining("take fewer samples, or NtkRankSampled");
  }

  @Test
  void samples_thatAreNoMatrix_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NtkRank.on(Nd4j.zeros(2, 3, 4)))
        .withMessage("samples are (samples × inputs), got the shape [2, 3, 4]");
  }

  private static void refuses(ListBuilder layers, String message) {
    TrainedNetwork network = TrainedNetwork.of(network(layers));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NtkRank.on(SAMPLES).bind(network))
        .withMessageContaining(message);
  }

  private static void assertMeasures(MultiLayerNetwork network, NtkRank probe, Matrix phi) {
    assertMeasures(network, probe, phi, RelativeRank.RELU_THRESHOLD);
  }

  private static void assertMeasures(
      MultiLayerNetwork network, NtkRank probe, Matrix phi, double threshold) {
    Map<MetricName, Double> values = values(probe.bind(TrainedNetwork.of(network)).capture());
    assertThat(values)
        .containsOnlyKeys(Metrics.NTK_RANK, Metrics.TANGENT_NORM, NtkRank.TANGENT_COLUMN_NORM);
    assertThat(values.get(Metrics.NTK_RANK)).isEqualTo(new RelativeRank(threshold).of(phi));
    double norm = TangentNorm.of(phi);
    assertThat(values.get(Metrics.TANGENT_NORM)).isCloseTo(norm, within(1e-12 * norm));
    double meanColumn = meanOfColumnNorms(phi);
    assertThat(values.get(NtkRank.TANGENT_COLUMN_NORM))
        .isCloseTo(meanColumn, within(1e-12 * meanColumn));
  }

  private static double meanOfColumnNorms(Matrix phi) {
    double sum = 0;
    for (int column = 0; column < phi.columns(); column++) {
      double squares = 0;
      for (int row = 0; row < phi.rows(); row++) {
        squares += phi.get(row, column) * phi.get(row, column);
      }
      sum += Math.sqrt(squares);
    }
    return sum / phi.columns();
  }

  static Map<MetricName, Double> values(BoundProbe.Measurement measurement) {
    Map<MetricName, Double> values = new HashMap<>();
    measurement.report(values::put);
    return values;
  }

  private static ListBuilder list() {
    return new NeuralNetConfiguration.Builder().seed(5).dataType(DataType.DOUBLE).list();
  }

  private static DenseLayer.Builder dense(int inputs, int outputs) {
    return new DenseLayer.Builder().nIn(inputs).nOut(outputs);
  }

  private static OutputLayer.Builder output(int inputs, int outputs) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(inputs)
        .nOut(outputs)
        .activation(Activation.SOFTMAX);
  }

  private static MultiLayerNetwork network(ListBuilder layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }
}
