package dev.plateau.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.KernelSpectrum;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.RelativeRank;
import dev.plateau.trainer.probe.TangentKernel;
import dev.plateau.trainer.probe.TangentNorm;
import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class NetworkKernelTest {
  private static final INDArray IMAGES = ConvolutionNetworks.images(5, 3);
  private static final INDArray SAMPLES = SmallNetworks.data(20, 3).getFeatures();

  @Test
  void kernel_ofPerceptronOfEitherKind_isThatOfDl4jsGradients() {
    for (Model network : new Model[] {SmallNetworks.stack(1), SmallNetworks.graph()}) {
      assertKernel(network, SAMPLES, GradientsOfDl4j.sum(network, SAMPLES));
    }
  }

  @Test
  void kernel_ofConvolutionNetwork_isThatOfDl4jsGradients() {
    MultiLayerNetwork network = ConvolutionNetworks.stack(1);
    assertKernel(network, IMAGES, GradientsOfDl4j.sum(network, IMAGES));
  }

  @Test
  void kernel_withDropout_isThatWithoutIt() {
    MultiLayerNetwork dropping = ConvolutionNetworks.stack(0.5);
    MultiLayerNetwork plain = ConvolutionNetworks.stack(1);
    plain.setParams(dropping.params().dup());
    assertKernel(dropping, IMAGES, GradientsOfDl4j.sum(plain, IMAGES));
  }

  @Test
  void kernel_ofResidualNetwork_isThatOfDl4jsGradients() {
    for (Activation activation : new Activation[] {Activation.RELU, Activation.SWISH}) {
      ComputationGraph network = ConvolutionNetworks.residual(activation, false);
      assertKernel(network, IMAGES, GradientsOfDl4j.sum(network, IMAGES));
    }
  }

  @Test
  void kernel_ofResidualNetworkWithBatchNormalization_isThatOfDifferences() {
    ComputationGraph network = ConvolutionNetworks.residual(Activation.TANH, true);
    assertKernel(network, IMAGES, DifferencesOfOutputs.of(network, IMAGES));
  }

  @Test
  void kernel_ofBatchNormalizationOfUnits_isThatOfDifferences() {
    for (boolean logarithm : new boolean[] {false, true}) {
      ComputationGraph network =
          normalized(new BatchNormalization.Builder().nOut(5).useLogStd(logarithm).build());
      assertKernel(network, SAMPLES, DifferencesOfOutputs.of(network, SAMPLES));
    }
  }

  @Test
  void kernel_ofLockedBatchNormalization_hasNoPartOfIt() {
    for (double gamma : new double[] {1, 2}) {
      for (double beta : new double[] {0, 0.5}) {
        BatchNormalization locked =
            new BatchNormalization.Builder(gamma, beta, true).nOut(5).build();
        ComputationGraph network = normalized(locked);
        assertThat(network.getLayer("norm").paramTable()).doesNotContainKey("gamma");
        assertKernel(network, SAMPLES, DifferencesOfOutputs.of(network, SAMPLES));
      }
    }
  }

  @Test
  void kernel_ofBranchesAndSeveralOutputs_isOfTheSumOfAll() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(6)
                .dataType(DataType.DOUBLE)
                .graphBuilder()
                .addInputs("in")
                .addLayer("left", dense(4, 5), "in")
                .addLayer("right", dense(4, 5), "in")
                .addVertex("product", new ElementWiseVertex(Op.Product), "left", "right")
                .addVertex("scaled", new ScaleVertex(1.5), "product")
                .addVertex("both", new MergeVertex(), "scaled", "left", "in")
                .addVertex("some", new SubsetVertex(2, 9), "both")
                .addLayer("out", smooth(8, 2), "some")
                .addLayer("other", smooth(5, 3), "right")
                .addLayer("unused", dense(5, 2), "left")
                .setOutputs("out", "other")
                .allowDisconnected(true)
                .build());
    network.init();
    assertKernel(network, SAMPLES, DifferencesOfOutputs.of(network, SAMPLES));
  }

  private static OutputLayer smooth(int inputs, int outputs) {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(inputs)
        .nOut(outputs)
        .activation(Activation.SIGMOID)
        .build();
  }

  @Test
  void kernel_ofFloatNetwork_isComputedInDouble() {
    ComputationGraph network = ConvolutionNetworks.residual(Activation.RELU, true);
    ComputationGraph single = network.convertDataType(DataType.FLOAT);
    network.setParams(single.params().castTo(DataType.DOUBLE));
    INDArray images = IMAGES.castTo(DataType.FLOAT);
    assertThat(kernel(single, images).toMatrix().data())
        .containsExactly(kernel(network, images.castTo(DataType.DOUBLE)).toMatrix().data());
  }

  @Test
  void kernel_ofClassifier_isOfItsLogits() {
    ComputationGraph classifier =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.DOUBLE)
                .graphBuilder()
                .addInputs("in")
                .addLayer("hidden", dense(4, 5), "in")
                .addLayer("out", softmax(5, 3), "hidden")
                .setOutputs("out")
                .build());
    classifier.init();
    MultiLayerNetwork same =
        stack(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list()
                .layer(dense(4, 5))
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(5)
                        .nOut(3)
                        .activation(Activation.IDENTITY)
                        .build()));
    same.setParams(classifier.params().dup());
    assertKernel(classifier, SAMPLES, GradientsOfDl4j.sum(same, SAMPLES));
  }

  @Test
  void kernel_ofSoftmaxInTheMiddle_goesThroughIt() {
    MultiLayerNetwork network =
        stack(
            new NeuralNetConfiguration.Builder()
                .seed(4)
                .dataType(DataType.DOUBLE)
                .list()
                .layer(dense(4, 5))
                .layer(
                    new DenseLayer.Builder().nIn(5).nOut(3).activation(Activation.SOFTMAX).build())
                .layer(new ActivationLayer(Activation.SOFTMAX))
                .layer(smooth(3, 2)));
    assertKernel(network, SAMPLES, GradientsOfDl4j.sum(network, SAMPLES));
  }

  @Test
  void probe_ofConvolutionNetwork_reportsRanksAndNorm() {
    MultiLayerNetwork network = ConvolutionNetworks.stack(1);
    Matrix phi = GradientsOfDl4j.sum(network, IMAGES);
    double norm = TangentNorm.of(phi);
    BoundProbe probe = NtkRankSampled.on(IMAGES).threshold(1e-2).bind(TrainedNetwork.of(network));
    BoundProbe.Measurement captured = probe.capture();
    network.params().assign(0);
    Map<MetricName, Double> values = NtkRankTest.values(captured);
    assertThat(values)
        .containsOnlyKeys(Metrics.NTK_RANK_SAMPLED, Metrics.NTK_STABLE_RANK, Metrics.TANGENT_NORM);
    assertThat(values.get(Metrics.NTK_RANK_SAMPLED)).isEqualTo(new RelativeRank(1e-2).of(phi));
    assertThat(values.get(Metrics.TANGENT_NORM)).isCloseTo(norm, within(1e-10 * norm));
    assertThat(values.get(Metrics.NTK_STABLE_RANK))
        .isCloseTo(KernelSpectrum.of(gram(phi)).stableRank(), within(1e-9));
    assertThat(NtkRankTest.values(probe.capture()).get(Metrics.NTK_RANK_SAMPLED))
        .as("all parameters zero: only the last biases have gradients")
        .isEqualTo(1);
  }

  @Test
  void probe_parametersNotFinite_isNaN() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    BoundProbe probe = NtkRankSampled.on(SAMPLES).bind(TrainedNetwork.of(network));
    INDArray before = network.params().dup();
    for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      for (long parameter : new long[] {3, before.length() - 1}) {
        network.params().assign(before).putScalar(parameter, bad);
        assertThat(NtkRankTest.values(probe.capture()).values()).containsOnly(Double.NaN);
      }
    }
    network.params().assign(before);
    assertThat(NtkRankTest.values(probe.capture()).values()).doesNotContain(Double.NaN);
  }

  @Test
  void training_withDropoutAndProbe_parametersBitIdenticalToUnwatched() {
    MultiLayerNetwork unwatched = ConvolutionNetworks.stack(0.5);
    MultiLayerNetwork watched = ConvolutionNetworks.stack(0.5);
    DataSet data = new DataSet(IMAGES, Nd4j.ones(DataType.DOUBLE, 5, 3));
    Nd4j.getRandom().setSeed(4);
    for (int i = 0; i < 4; i++) {
      unwatched.fit(data);
    }
    Nd4j.getRandom().setSeed(4);
    BoundProbe probe = NtkRankSampled.on(IMAGES).bind(TrainedNetwork.of(watched));
    for (int i = 0; i < 4; i++) {
      watched.fit(data);
      assertThat(NtkRankTest.values(probe.capture())).hasSize(3);
    }
    assertThat(watched.params().data().asDouble())
        .containsExactly(unwatched.params().data().asDouble());
  }

  @Test
  void bind_layersWhosePartIsNotKnown_areRefusedByName() {
    refuses(
        stack(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new LSTM.Builder().name("memory").nIn(4).nOut(3).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .nIn(3)
                        .nOut(1)
                        .build())),
        "vertex 'memory' is a LSTM, whose part of the tangent kernel is not known; layers with"
            + " parameters may be DenseLayer, OutputLayer, and in NCHW ConvolutionLayer and"
            + " BatchNormalization, vertices without ElementWiseVertex, L2NormalizeVertex,");
    refuses(
        stack(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new ConvolutionLayer.Builder(2, 2).nOut(2).dataFormat(CNN2DFormat.NHWC).build())
                .layer(softmax(0, 3))
                .setInputType(InputType.convolutional(4, 4, 1, CNN2DFormat.NHWC))),
        "vertex 'layer0' is a ConvolutionLayer in NHWC");
    refuses(
        stack(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new DenseLayer.Builder().nIn(4).nOut(3).hasLayerNorm(true).build())
                .layer(softmax(3, 3))),
        "vertex 'layer0' is a DenseLayer with layer normalisation");
    ComputationGraph stacked =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("left", dense(4, 5), "in")
                .addLayer("right", dense(4, 5), "in")
                .addVertex("pile", new StackVertex(), "left", "right")
                .addLayer("out", softmax(5, 3), "pile")
                .setOutputs("out")
                .build());
    stacked.init();
    refuses(stacked, "vertex 'pile' is a StackVertex");
    ComputationGraph twoInputs =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("left", "right")
                .addVertex("both", new MergeVertex(), "left", "right")
                .addLayer("out", softmax(8, 3), "both")
                .setOutputs("out")
                .build());
    twoInputs.init();
    refuses(twoInputs, "a network of one input is needed, it has [left, right]");
  }

  @Test
  void bind_samplesThatDoNotFit_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                NtkRankSampled.on(Nd4j.zeros(3, 7)).bind(TrainedNetwork.of(SmallNetworks.stack(1))))
        .withMessageContaining("vertex 'layer0' takes no samples of shape [1, 7]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NtkRankSampled.on(SAMPLES).threshold(1e-8))
        .withMessageContaining("needs a threshold in [1.0E-6, 1), got 1.0E-8");
  }

  private static void refuses(Model network, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NtkRankSampled.on(SAMPLES).bind(TrainedNetwork.of(network)))
        .withMessageContaining(message);
  }

  private static TangentKernel kernel(Model network, INDArray samples) {
    TrainedNetwork trained = TrainedNetwork.of(network);
    return NetworkKernel.of(trained).at(network.params().dup(), samples);
  }

  private static void assertKernel(Model network, INDArray samples, Matrix phi) {
    double[] expected = gram(phi).data();
    double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    double[] before = samples.dup('c').data().asDouble();
    assertThat(kernel(network, samples).toMatrix().data())
        .containsExactly(expected, within(1e-9 * scale));
    assertThat(samples.dup('c').data().asDouble()).as("samples").isEqualTo(before);
  }

  private static Matrix gram(Matrix phi) {
    Matrix gram = Matrix.zeros(phi.rows(), phi.rows());
    for (int i = 0; i < phi.rows(); i++) {
      for (int j = 0; j < phi.rows(); j++) {
        for (int k = 0; k < phi.columns(); k++) {
          gram.data()[i * phi.rows() + j] += phi.get(i, k) * phi.get(j, k);
        }
      }
    }
    return gram;
  }

  private static ComputationGraph normalized(BatchNormalization norm) {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(2)
                .dataType(DataType.DOUBLE)
                .graphBuilder()
                .addInputs("in")
                .addLayer("hidden", dense(4, 5), "in")
                .addLayer("norm", norm, "hidden")
                .addLayer("out", smooth(5, 2), "norm")
                .setOutputs("out")
                .build());
    network.init();
    network.getLayer("norm").getParam("mean").assign(0.3);
    return network;
  }

  private static DenseLayer dense(int inputs, int outputs) {
    return new DenseLayer.Builder().nIn(inputs).nOut(outputs).activation(Activation.TANH).build();
  }

  private static OutputLayer softmax(int inputs, int outputs) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(inputs)
        .nOut(outputs)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerNetwork stack(NeuralNetConfiguration.ListBuilder layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }
}
