package dev.plateau.trainer.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.network.BoundProbe;
import dev.plateau.trainer.network.NetworkProbe;
import dev.plateau.trainer.network.SmallNetworks;
import dev.plateau.trainer.network.TrainedNetwork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.AutoEncoder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Ways of training other than {@code fit} of a plain network by SGD. */
class OtherTrainingsTest {
  private static final DataSet DATA = SmallNetworks.data(8, 1);

  private final RecordedRows rows = new RecordedRows();
  private final PlateauListener listener = PlateauListener.builder().sink(rows).build();

  @Test
  void truncatedBackpropagation_rowForEverySegment_trainingAsUnwatched() {
    INDArray x = Nd4j.linspace(-1, 1, 4 * 3 * 6, DataType.DOUBLE).reshape(4, 3, 6);
    INDArray y = Nd4j.linspace(1, 0, 4 * 6, DataType.DOUBLE).reshape(4, 1, 6);
    MultiLayerNetwork unwatched = recurrent();
    MultiLayerNetwork watched = recurrent();
    watched.addListeners(listener);
    for (int i = 0; i < 2; i++) {
      unwatched.fit(x, y);
      watched.fit(x, y);
    }
    assertThat(rows.steps()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(rows.values(Metrics.UPDATE_RATIO)).hasSize(6).doesNotContain(0, Double.NaN);
    assertSameParams(watched.params(), unwatched.params());
  }

  @Test
  void graphOfSeveralInputs_rowForEveryStep_trainingAsUnwatched() {
    ComputationGraph unwatched = twoInputs();
    ComputationGraph watched = twoInputs();
    watched.addListeners(listener);
    INDArray[] x = {DATA.getFeatures(), SmallNetworks.data(8, 2).getFeatures()};
    INDArray[] y = {DATA.getLabels()};
    for (int i = 0; i < 5; i++) {
      unwatched.fit(x, y);
      watched.fit(x, y);
    }
    assertThat(rows.steps()).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(rows.values(Metrics.BATCH_SIZE)).containsOnly(8);
    assertSameParams(watched.params(), unwatched.params());
  }

  @Test
  void copies_clonedOrSavedWhileWatched_trainOnTheirOwn() throws IOException {
    MultiLayerNetwork stack = SmallNetworks.stack(1);
    stack.addListeners(listener);
    stack.fit(DATA);
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    ModelSerializer.writeModel(stack, saved, true);
    MultiLayerNetwork restored =
        ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(saved.toByteArray()));
    assertThat(restored.params()).isEqualTo(stack.params());
    stack.clone().fit(DATA);
    restored.fit(DATA);
    stack.fit(DATA);
    assertThat(rows.steps()).containsExactly(0L, 1L);
  }

  @Test
  void graph_clonedOrSavedWhileWatched_isNotMixedWithItsCopies() throws IOException {
    ComputationGraph graph = SmallNetworks.graph();
    graph.addListeners(listener);
    graph.fit(DATA);
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    ModelSerializer.writeModel(graph, saved, true);
    ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(saved.toByteArray()))
        .fit(DATA);
    graph.clone().fit(DATA);
    graph.fit(DATA);
    assertThat(rows.steps()).containsExactly(0L, 1L);
  }

  @Test
  void earlyStopping_withModelsSaved_rowForEveryStep() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    network.addListeners(listener);
    ListDataSetIterator<DataSet> training = new ListDataSetIterator<>(DATA.asList(), 4);
    ListDataSetIterator<DataSet> held =
        new ListDataSetIterator<>(SmallNetworks.data(8, 2).asList(), 8);
    EarlyStoppingConfiguration<MultiLayerNetwork> configuration =
        new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
            .epochTerminationConditions(new MaxEpochsTerminationCondition(3))
            .scoreCalculator(new DataSetLossCalculator(held, true))
            .modelSaver(new InMemoryModelSaver<>())
            .build();
    new EarlyStoppingTrainer(configuration, network, training).fit();
    assertThat(rows.steps()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(rows.values(Metrics.EPOCH)).containsExactly(0, 0, 1, 1, 2, 2);
  }

  /** As a parallel wrapper does: clones of one network in threads of their own, one listener. */
  @Test
  void replicasInThreads_oneListener_watchesOneOfThemWhole() throws Exception {
    int replicas = 4;
    int steps = 50;
    CyclicBarrier together = new CyclicBarrier(replicas);
    AtomicInteger attached = new AtomicInteger();
    PlateauListener shared =
        PlateauListener.builder().sink(rows).probe(Schedule.every(1), countingIn(attached)).build();
    List<Future<?>> trainings = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(replicas);
    try {
      for (int i = 0; i < replicas; i++) {
        MultiLayerNetwork replica = SmallNetworks.stack(1);
        replica.addListeners(shared);
        trainings.add(
            threads.submit(
                () -> {
                  together.await();
                  for (int step = 0; step < steps; step++) {
                    replica.fit(DATA);
                  }
                  return null;
                }));
      }
      for (Future<?> training : trainings) {
        training.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(attached).hasValue(1);
    assertThat(rows.steps()).isEqualTo(LongStream.range(0, steps).boxed().toList());
  }

  /** Several gradients a step, the last of them after the update. */
  @Test
  void lineSearch_rowForEveryStepBegunOnce() {
    for (OptimizationAlgorithm algorithm :
        List.of(
            OptimizationAlgorithm.LINE_GRADIENT_DESCENT,
            OptimizationAlgorithm.CONJUGATE_GRADIENT,
            OptimizationAlgorithm.LBFGS)) {
      RecordedRows counted = new RecordedRows();
      MultiLayerNetwork network = searching(algorithm);
      INDArray start = network.params().dup();
      network.addListeners(PlateauListener.builder().sink(counted).build());
      for (int i = 0; i < 3; i++) {
        network.fit(DATA);
      }
      assertThat(counted.steps()).as("%s", algorithm).containsExactly(0L, 1L, 2L);
      assertThat(counted.begun()).as("%s", algorithm).isEqualTo(3);
      assertThat(counted.row(0).value(Metrics.PARAMETER_NORM)).isEqualTo(EuclideanNorm.of(start));
      assertThat(counted.values(Metrics.UPDATE_RATIO)).as("not known").isEmpty();
    }
  }

  @Test
  void pretraining_ofLayers_isNotWatchedAndTheTrainingThatFollowsIs() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.01))
                .list()
                .layer(new AutoEncoder.Builder().nIn(SmallNetworks.INPUTS).nOut(3).build())
                .layer(output(3))
                .build());
    network.init();
    network.addListeners(listener);
    network.pretrain(new ListDataSetIterator<>(DATA.asList(), 4));
    network.fit(DATA);
    network.fit(DATA);
    assertThat(rows.rows()).hasSize(2);
  }

  /** A probe that takes some ms to fit to a network and counts how often it is. */
  private static NetworkProbe countingIn(AtomicInteger attached) {
    return new NetworkProbe() {
      @Override
      public String name() {
        return "counting";
      }

      @Override
      public BoundProbe bind(TrainedNetwork network) {
        attached.incrementAndGet();
        for (int i = 0; i < 20; i++) {
          network.copy();
        }
        return () -> row -> {};
      }
    };
  }

  private static MultiLayerNetwork recurrent() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.01))
                .list()
                .layer(new LSTM.Builder().nIn(3).nOut(4).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(4)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(2)
                .build());
    network.init();
    return network;
  }

  private static ComputationGraph twoInputs() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.01))
                .graphBuilder()
                .addInputs("left", "right")
                .addVertex("both", new MergeVertex(), "left", "right")
                .addLayer("hidden", new DenseLayer.Builder().nIn(8).nOut(5).build(), "both")
                .addLayer("out", output(5), "hidden")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  private static MultiLayerNetwork searching(OptimizationAlgorithm algorithm) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(DataType.DOUBLE)
                .optimizationAlgo(algorithm)
                .list()
                .layer(new DenseLayer.Builder().nIn(SmallNetworks.INPUTS).nOut(5).build())
                .layer(output(5))
                .build());
    network.init();
    return network;
  }

  private static OutputLayer output(int inputs) {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(inputs)
        .nOut(1)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static void assertSameParams(INDArray watched, INDArray unwatched) {
    assertThat(watched.data().asDouble()).containsExactly(unwatched.data().asDouble());
  }
}
