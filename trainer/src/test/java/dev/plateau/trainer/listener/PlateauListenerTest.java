package dev.plateau.trainer.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.publisher.PublisherSettings;
import dev.plateau.trainer.network.BoundProbe;
import dev.plateau.trainer.network.FeatureSparsity;
import dev.plateau.trainer.network.NetworkProbe;
import dev.plateau.trainer.network.NtkRank;
import dev.plateau.trainer.network.SmallNetworks;
import dev.plateau.trainer.network.TrainedNetwork;
import dev.plateau.trainer.probe.Matrix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class PlateauListenerTest {
  private static final DataSet DATA = SmallNetworks.data(8, 1);

  private final RecordedRows rows = new RecordedRows();

  @Test
  void stack_fitManyTimes_rowForEveryIterationFromZero() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    List<Double> scores = new ArrayList<>();
    network.addListeners(listener(), new ScoreKeeper(scores));
    for (int i = 0; i < 7; i++) {
      network.fit(DATA);
    }
    assertRows(scores, 7);
    assertThat(rows.values(Metrics.LEARNING_RATE))
        .containsExactly(0.05, 0.05, 0.05, 0.05, 0.05, 0.01, 0.01);
  }

  @Test
  void graph_fitManyTimes_rowForEveryIterationFromZero() {
    ComputationGraph graph = SmallNetworks.graph();
    List<Double> scores = new ArrayList<>();
    graph.addListeners(listener(), new ScoreKeeper(scores));
    for (int i = 0; i < 7; i++) {
      graph.fit(DATA);
    }
    assertRows(scores, 7);
    assertThat(rows.values(Metrics.LEARNING_RATE))
        .containsExactly(0.05, 0.05, 0.05, 0.05, 0.05, 0.01, 0.01);
  }

  @Test
  void stack_severalEpochs_stepsGoOnAndEpochsCount() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    network.addListeners(listener());
    ListDataSetIterator<DataSet> batches = new ListDataSetIterator<>(DATA.asList(), 4);
    network.fit(batches, 2);
    network.fit(batches, 1);
    assertThat(rows.steps()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(rows.values(Metrics.EPOCH)).containsExactly(0, 0, 1, 1, 2, 2);
    assertThat(rows.values(Metrics.BATCH_SIZE)).containsOnly(4);
  }

  @Test
  void stack_trainedBefore_rowsBeginAtItsIteration() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    network.fit(DATA);
    network.fit(DATA);
    network.addListeners(listener());
    network.fit(DATA);
    assertThat(rows.steps()).containsExactly(2L);
  }

  @Test
  void norms_oneStep_areOfParametersBeforeAndUpdate() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    network.addListeners(listener());
    INDArray before = network.params().dup();
    network.fit(DATA);
    double update = network.params().sub(before).norm2Number().doubleValue();
    double norm = before.norm2Number().doubleValue();
    RecordedRows.Row row = rows.row(0);
    assertThat(row.value(Metrics.PARAMETER_NORM)).isCloseTo(norm, within(1e-12));
    assertThat(row.value(Metrics.UPDATE_RATIO)).isCloseTo(update / norm, within(1e-12));
    // Plain SGD: the update is the step size times the mean gradient.
    assertThat(row.value(Metrics.GRADIENT_NORM)).isCloseTo(update / 0.05, within(1e-11));
  }

  @Test
  void loss_nanInTheData_travelsAsNan() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    network.addListeners(listener());
    INDArray labels = SmallNetworks.array(new double[] {Double.NaN}, 1, 1);
    network.fit(SmallNetworks.array(new double[] {1, 2, 3, 4}, 1, 4), labels);
    network.fit(DATA);
    assertThat(rows.values(Metrics.LOSS)).hasSize(2).containsOnly(Double.NaN);
    assertThat(rows.row(1).value(Metrics.PARAMETER_NORM)).isNaN();
  }

  @Test
  void probes_everyFewSteps_valuesInTheRowsOfTheirSteps() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    Matrix samples = new Matrix(50, 4, SmallNetworks.data(50, 2).getFeatures().data().asDouble());
    network.addListeners(
        PlateauListener.builder()
            .sink(rows)
            .unlimitedBudget()
            .lastStep(6)
            .irrelevantInputs(1, 2, 3)
            .probe(Schedule.parse("every:3"), NtkRank.on(samples))
            .probe(Schedule.every(2), sparsity("0"))
            .build(network));
    double irrelevant = columnNorm(network, 1, 3);
    for (int i = 0; i < 7; i++) {
      network.fit(DATA);
    }
    assertThat(rows.row(0).value(Metrics.W1_IRRELEVANT_NORM)).isCloseTo(irrelevant, within(1e-14));
    assertThat(stepsWith(Metrics.W1_RELEVANT_NORM)).hasSize(7);
    assertThat(stepsWith(Metrics.NTK_RANK)).containsExactly(0L, 3L, 6L);
    assertThat(stepsWith(Metrics.featureSparsity("layer0"))).containsExactly(0L, 2L, 4L, 6L);
    assertThat(rows.values(Metrics.NTK_RANK)[0]).isBetween(1.0, 37.0);
  }

  @Test
  void probes_ofStackAndGraphWithTheSameWeights_agree() {
    MultiLayerNetwork stack = SmallNetworks.stack(1);
    ComputationGraph graph = SmallNetworks.graph();
    graph.setParams(stack.params().dup());
    Matrix samples = new Matrix(50, 4, SmallNetworks.data(50, 2).getFeatures().data().asDouble());
    RecordedRows ofGraph = new RecordedRows();
    stack.addListeners(
        PlateauListener.builder()
            .sink(rows)
            .unlimitedBudget()
            .lastStep(2)
            .probe(Schedule.every(1), NtkRank.on(samples))
            .probe(Schedule.every(1), sparsity("0"))
            .build());
    graph.addListeners(
        PlateauListener.builder()
            .sink(ofGraph)
            .unlimitedBudget()
            .lastStep(2)
            .probe(Schedule.every(1), NtkRank.on(samples))
            .probe(Schedule.every(1), sparsity("hidden"))
            .build());
    for (int i = 0; i < 3; i++) {
      stack.fit(DATA);
      graph.fit(DATA);
    }
    assertThat(ofGraph.values(Metrics.LOSS)).containsExactly(rows.values(Metrics.LOSS));
    assertThat(ofGraph.values(Metrics.NTK_RANK)).containsExactly(rows.values(Metrics.NTK_RANK));
    assertThat(ofGraph.values(Metrics.featureSparsity("hidden")))
        .hasSize(3)
        .containsExactly(rows.values(Metrics.featureSparsity("layer0")));
  }

  @Test
  void training_withDropoutAndProbes_parametersBitIdenticalToUnwatched() {
    MultiLayerNetwork unwatched = SmallNetworks.stack(0.5);
    fit(unwatched, 100);
    MultiLayerNetwork watched = SmallNetworks.stack(0.5);
    Matrix samples = new Matrix(50, 4, SmallNetworks.data(50, 2).getFeatures().data().asDouble());
    watched.addListeners(
        PlateauListener.builder()
            .sink(rows)
            .unlimitedBudget()
            .lastStep(99)
            .irrelevantInputs(1)
            .probe(Schedule.every(1), NtkRank.on(samples))
            .probe(Schedule.every(1), sparsity("0"))
            .build());
    fit(watched, 100);
    assertThat(rows.rows()).hasSize(100);
    assertThat(stepsWith(Metrics.featureSparsity("layer0"))).hasSize(100);
    assertThat(watched.params().data().asDouble())
        .containsExactly(unwatched.params().data().asDouble());
  }

  @Test
  void probe_throwing_isSwitchedOffAndTrainingGoesOn() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    MetricName mine = MetricName.of("mine");
    int[] calls = new int[1];
    NetworkProbe failing =
        new NamedProbe(
            network2 ->
                () -> {
                  if (calls[0]++ == 2) {
                    throw new IllegalStateException("boom");
                  }
                  return row -> row.accept(mine, calls[0]);
                });
    network.addListeners(
        PlateauListener.builder()
            .sink(rows)
            .unlimitedBudget()
            .probe(Schedule.every(1), failing)
            .lastStep(5)
            .irrelevantInputs(1)
            .build());
    fit(network, 6);
    assertThat(rows.rows()).hasSize(6);
    assertThat(stepsWith(mine)).containsExactly(0L, 1L);
    assertThat(calls[0]).isEqualTo(3);
    assertThat(stepsWith(Metrics.W1_IRRELEVANT_NORM)).hasSize(6);
    assertThat(rows.values(Metrics.PROBES_FAILED)).startsWith(0).endsWith(1);
  }

  @Test
  void sink_throwing_silencesTheListenerAndTrainingGoesOn() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    int[] calls = new int[1];
    StepSink failing =
        new StepSink() {
          @Override
          public void step(long step) {
            calls[0]++;
            throw new IllegalStateException("no room");
          }

          @Override
          public void again(long step) {
            throw new IllegalStateException("no room");
          }

          @Override
          public void put(MetricName name, double value) {}

          @Override
          public void commit() {}
        };
    network.addListeners(PlateauListener.builder().sink(failing).build());
    fit(network, 3);
    assertThat(network.getIterationCount()).isEqualTo(3);
    assertThat(calls[0]).isEqualTo(1);
  }

  @Test
  void build_unknownLayer_isRefusedWithTheLayersThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PlateauListener.builder()
                    .sink(rows)
                    .probe(Schedule.every(1), sparsity("dense7"))
                    .build(SmallNetworks.stack(1)))
        .withMessageContaining("'dense7'")
        .withMessageContaining("layer0 (DenseLayer), layer1 (OutputLayer)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PlateauListener.builder()
                    .sink(rows)
                    .probe(Schedule.every(1), sparsity("0"))
                    .build(SmallNetworks.graph()))
        .withMessageContaining("hidden (DenseLayer), out (OutputLayer)");
  }

  @Test
  void build_shapesThatDoNotFit_areRefused() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlateauListener.builder().sink(rows).irrelevantInputs(4).build(network))
        .withMessageContaining("4");
    NtkRank threeInputs = NtkRank.on(new Matrix(2, 3, new double[6]));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PlateauListener.builder()
                    .sink(rows)
                    .probe(Schedule.every(1), threeInputs)
                    .build(network))
        .withMessageContaining("the network has 4 inputs, the samples have 3");
    NetworkProbe sparsity = FeatureSparsity.of("0").at(SmallNetworks.array(new double[6], 2, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PlateauListener.builder()
                    .sink(rows)
                    .probe(Schedule.every(1), sparsity)
                    .build(network))
        .withMessageContaining("takes no samples");
  }

  @Test
  void attach_unknownLayer_leavesTheProbeOutAndTrainingGoesOn() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    network.addListeners(
        PlateauListener.builder().sink(rows).probe(Schedule.every(1), sparsity("dense7")).build());
    fit(network, 2);
    assertThat(rows.steps()).containsExactly(0L, 1L);
  }

  /** As a user resumes: the model from a file, the run's own id, and nothing else. */
  @Test
  void stack_savedAndRestored_goesOnAtItsIterationAndRedoesWhatCameAfter() throws IOException {
    MultiLayerNetwork unbroken = SmallNetworks.stack(1);
    unbroken.addListeners(listener());
    fit(unbroken, 7);

    MultiLayerNetwork killed = SmallNetworks.stack(1);
    fit(killed, 4);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(killed, file, true);
    MultiLayerNetwork restored =
        ModelSerializer.restoreMultiLayerNetwork(
            new ByteArrayInputStream(file.toByteArray()), true);
    assertThat(Destination.OwnRun.description(TrainedNetwork.of(restored), Map.of()).firstStep())
        .isEqualTo(4);
    RecordedRows again = new RecordedRows();
    restored.addListeners(PlateauListener.builder().sink(again).build());
    fit(restored, 3);
    assertThat(again.rows()).isEqualTo(rows.rows().subList(4, 7));
  }

  @Test
  void flush_probesUnderWay_writesTheirRows() throws Exception {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    CountDownLatch measured = new CountDownLatch(1);
    NetworkProbe slow =
        new NamedProbe(
            watched ->
                () ->
                    row -> {
                      awaitOrFail(measured);
                      row.accept(Metrics.NTK_RANK, 3);
                    });
    PlateauListener listener =
        PlateauListener.builder()
            .sink(rows)
            .unlimitedBudget()
            .probe(Schedule.every(2), slow)
            .build(network);
    network.addListeners(listener);
    fit(network, 3);
    assertThat(stepsWith(Metrics.NTK_RANK)).isEmpty();
    measured.countDown();
    assertThat(listener.flush(Duration.ZERO)).isTrue();
    assertThat(stepsWith(Metrics.NTK_RANK)).containsExactly(0L, 2L);
    listener.close();
  }

  private static void awaitOrFail(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without Kafka: nothing arrives, and nothing hangs. */
  @Test
  void flush_ofItsOwnRunWithoutKafka_isFalse() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    PublisherSettings nowhere =
        PublisherSettings.builder()
            .bootstrapServers("localhost:1")
            .closeTimeout(Duration.ZERO)
            .build();
    try (PlateauListener listener = PlateauListener.builder().settings(nowhere).build()) {
      assertThat(listener.flush(Duration.ZERO)).isTrue();
      network.addListeners(listener);
      fit(network, 2);
      assertThat(listener.flush(Duration.ofMillis(30))).isFalse();
    }
  }

  @Test
  void save_listenerWithoutANetwork_isRefused() {
    assertThatThrownBy(() -> listener().save(new DataOutputStream(new ByteArrayOutputStream())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("build(network)");
  }

  @Test
  void closed_trainingGoesOn_noMoreRows() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    PlateauListener listener = listener();
    network.addListeners(listener);
    fit(network, 2);
    listener.close();
    fit(network, 2);
    assertThat(rows.steps()).containsExactly(0L, 1L);
  }

  @Test
  void secondNetwork_sameListener_isNotMixedIn() {
    PlateauListener listener = listener();
    MultiLayerNetwork first = SmallNetworks.stack(1);
    MultiLayerNetwork second = SmallNetworks.stack(1);
    first.addListeners(listener);
    second.addListeners(listener);
    fit(first, 2);
    fit(second, 5);
    fit(first, 1);
    assertThat(rows.steps()).containsExactly(0L, 1L, 2L);
  }

  private PlateauListener listener() {
    return PlateauListener.builder().sink(rows).build();
  }

  private static NetworkProbe sparsity(String layer) {
    return FeatureSparsity.of(layer).at(SmallNetworks.data(20, 3).getFeatures());
  }

  private static void fit(MultiLayerNetwork network, int steps) {
    for (int i = 0; i < steps; i++) {
      network.fit(DATA);
    }
  }

  private void assertRows(List<Double> scores, int steps) {
    assertThat(rows.steps()).isEqualTo(LongStream.range(0, steps).boxed().toList());
    assertThat(rows.values(Metrics.LOSS))
        .containsExactly(scores.stream().mapToDouble(Double::doubleValue).toArray());
    assertThat(rows.values(Metrics.BATCH_SIZE)).containsOnly(8);
  }

  private List<Long> stepsWith(MetricName name) {
    return rows.rows().stream()
        .filter(row -> row.values().containsKey(name))
        .map(RecordedRows.Row::step)
        .toList();
  }

  private static double columnNorm(MultiLayerNetwork network, int from, int to) {
    INDArray weights = network.getParam("0_W");
    double sum = 0;
    for (int in = from; in <= to; in++) {
      for (int out = 0; out < SmallNetworks.HIDDEN; out++) {
        sum += weights.getDouble(in, out) * weights.getDouble(in, out);
      }
    }
    return Math.sqrt(sum);
  }

  /** A probe of a lambda. */
  private record NamedProbe(java.util.function.Function<TrainedNetwork, BoundProbe> binding)
      implements NetworkProbe {
    @Override
    public String name() {
      return "mine";
    }

    @Override
    public BoundProbe bind(TrainedNetwork network) {
      return binding.apply(network);
    }
  }

  /** What DL4J itself says of each step's loss. */
  private static final class ScoreKeeper extends BaseTrainingListener {
    private final List<Double> scores;

    ScoreKeeper(List<Double> scores) {
      this.scores = scores;
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      scores.add(model.score());
    }
  }
}
