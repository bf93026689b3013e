package dev.plateau.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plateau.trainer.probe.SparsityCoefficient;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FeatureSparsityTest {
  private static final DataSet DATA = SmallNetworks.data(300, 7);

  @Test
  void value_samplesGiven_isTheCoefficientOfTheLayersActivations() {
    SparsityCoefficient coefficient = SparsityCoefficient.ofNormalizedRows(0.95);
    for (Model model : new Model[] {SmallNetworks.stack(1), SmallNetworks.graph()}) {
      TrainedNetwork network = TrainedNetwork.of(model);
      String layer = network.layers().get(0);
      double expected = coefficient.of(network.activationsOf(layer, DATA.getFeatures()));
      assertThat(expected).isBetween(0.1, 0.9);
      FeatureSparsity probe = FeatureSparsity.of(layer).at(DATA.getFeatures());
      assertThat(ProbeValues.of(probe, model))
          .containsOnlyKeys("feature_sparsity/" + layer)
          .containsValue(expected);
    }
  }

  @Test
  void settings_each_changesWhatItSays() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    TrainedNetwork trained = TrainedNetwork.of(network);
    FeatureSparsity probe = FeatureSparsity.of("0").at(DATA.getFeatures()).threshold(0.3);
    var activations = trained.activationsOf("layer0", DATA.getFeatures());
    double normalized = SparsityCoefficient.ofNormalizedRows(0.3).of(activations);
    double raw = SparsityCoefficient.ofRawRows(0.3).of(activations);
    assertThat(raw).isNotEqualTo(normalized);
    assertThat(ProbeValues.only(probe, network)).isEqualTo(normalized);
    assertThat(ProbeValues.only(probe.rawRows(), network)).isEqualTo(raw);
    assertThat(ProbeValues.only(probe.rawRows().normalizedRows(), network)).isEqualTo(normalized);
    assertThat(ProbeValues.only(probe.rawRows().threshold(1), network))
        .isEqualTo(SparsityCoefficient.ofRawRows(1).of(activations))
        .isNotEqualTo(raw);
  }

  @Test
  void rows_layerOfImages_areRawUnlessAskedFor() {
    MultiLayerNetwork network = SmallNetworks.convolutional();
    INDArray images = images(40);
    var activations = TrainedNetwork.of(network).activationsOf("layer0", images);
    FeatureSparsity probe = FeatureSparsity.of("0").at(images).threshold(0.3);
    double raw = SparsityCoefficient.ofRawRows(0.3).of(activations);
    double normalized = SparsityCoefficient.ofNormalizedRows(0.3).of(activations);
    assertThat(raw).isNotEqualTo(normalized);
    assertThat(ProbeValues.only(probe, network)).isEqualTo(raw);
    assertThat(ProbeValues.only(probe.normalizedRows(), network)).isEqualTo(normalized);
  }

  @Test
  void samplesNotGiven_firstEpochOver_areTheTrainingSet() {
    for (boolean isStack : new boolean[] {true, false}) {
      Model model = isStack ? SmallNetworks.stack(1) : SmallNetworks.graph();
      TrainedNetwork network = TrainedNetwork.of(model);
      String layer = network.layers().get(0);
      Watching watching = new Watching(FeatureSparsity.of(layer).bind(network));
      model.setListeners(watching);
      fit(model, batches(300, 64), 3);
      assertThat(watching.readyAt).as("five batches an epoch").isEqualTo(5);
      double expected = ProbeValues.only(FeatureSparsity.of(layer).at(DATA.getFeatures()), model);
      assertThat(ProbeValues.of(watching.probe)).containsValue(expected).hasSize(1);
    }
  }

  @Test
  void samplesNotGiven_longEpoch_areTheFirstThousand() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    TrainedNetwork trained = TrainedNetwork.of(network);
    Watching watching = new Watching(FeatureSparsity.of("0").bind(trained));
    network.setListeners(watching);
    fit(network, batches(1500, 300), 1);
    assertThat(watching.readyAt).isEqualTo(3);
    INDArray all = SmallNetworks.data(1500, 7).getFeatures();
    INDArray first = all.get(NDArrayIndex.interval(0, 1000)).dup();
    assertThat(ProbeValues.of(watching.probe))
        .containsValue(ProbeValues.only(FeatureSparsity.of("0").at(first), network));
  }

  @Test
  void samplesNotGiven_trainingWritesBatchesIntoOneArray_areCopies() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    BoundProbe probe = FeatureSparsity.of("0").bind(TrainedNetwork.of(network));
    network.setListeners(new Watching(probe));
    DataSet batch = SmallNetworks.data(250, 7);
    for (DataSet part : batches(1000, 250)) {
      batch.getFeatures().assign(part.getFeatures());
      network.fit(batch);
    }
    INDArray all = SmallNetworks.data(1000, 7).getFeatures();
    assertThat(ProbeValues.of(probe))
        .containsValue(ProbeValues.only(FeatureSparsity.of("0").at(all), network));
  }

  @Test
  void gathering_training_isTheSameToTheBit() {
    MultiLayerNetwork watched = SmallNetworks.stack(0.5);
    watched.setListeners(new Watching(FeatureSparsity.of("0").bind(TrainedNetwork.of(watched))));
    Nd4j.getRandom().setSeed(1);
    fit(watched, batches(300, 64), 3);
    MultiLayerNetwork alone = SmallNetworks.stack(0.5);
    Nd4j.getRandom().setSeed(1);
    fit(alone, batches(300, 64), 3);
    assertThat(watched.params()).isEqualTo(alone.params());
  }

  @Test
  void bind_whatDoesNotFit_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> FeatureSparsity.of("layer7").bind(TrainedNetwork.of(SmallNetworks.stack(1))))
        .withMessage(
            "there is no layer 'layer7'; layers are layer0 (DenseLayer), layer1 (OutputLayer)");
    FeatureSparsity threeInputs =
        FeatureSparsity.of("hidden").at(SmallNetworks.array(new double[6], 2, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> threeInputs.bind(TrainedNetwork.of(SmallNetworks.graph())))
        .withMessageContaining("takes no samples");
    FeatureSparsity noSamples = FeatureSparsity.of("hidden").at(Nd4j.create(DataType.DOUBLE, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> noSamples.bind(TrainedNetwork.of(SmallNetworks.graph())))
        .withMessage("samples are (samples × …), got the shape [5]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureSparsity.of("0").threshold(0))
        .withMessage("a correlation threshold must be in (0, 1], got 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureSparsity.of("out").bind(TrainedNetwork.of(twoInputs())))
        .withMessage("samples are gathered from networks of one input, this one has 2");
  }

  private static ComputationGraph twoInputs() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("a", "b")
                .addVertex("both", new MergeVertex(), "a", "b")
                .addLayer("out", new OutputLayer.Builder().nIn(4).nOut(2).build(), "both")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  private static INDArray images(int count) {
    double[] pixels = new Random(11).doubles(count * 16L, -1, 1).toArray();
    return Nd4j.create(pixels, new long[] {count, 1, 4, 4}, 'c');
  }

  private static List<DataSet> batches(int samples, int size) {
    return new ArrayList<>(SmallNetworks.data(samples, 7).batchBy(size));
  }

  private static void fit(Model model, List<DataSet> batches, int epochs) {
    DataSetIterator iterator = new ListDataSetIterator<>(batches, 1);
    if (model instanceof MultiLayerNetwork stack) {
      stack.fit(iterator, epochs);
    } else if (model instanceof ComputationGraph graph) {
      graph.fit(iterator, epochs);
    }
  }

  /** Shows a probe every step, as a listener does. */
  private static final class Watching extends BaseTrainingListener {
    private final BoundProbe probe;
    private int steps;
    private int readyAt = -1;

    Watching(BoundProbe probe) {
      this.probe = probe;
    }

    @Override
    public void onGradientCalculation(Model model) {
      probe.watch();
      if (probe.isReady() && readyAt < 0) {
        readyAt = steps;
      }
      steps++;
    }
  }
}
