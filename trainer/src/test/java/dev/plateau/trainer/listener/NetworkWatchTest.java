package dev.plateau.trainer.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.network.SmallNetworks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** What every row says, against one number read at a time. */
class NetworkWatchTest {
  private static final DataSet DATA = SmallNetworks.data(8, 1);
  private static final int STEPS = 6;

  private final RecordedRows rows = new RecordedRows();
  private final Naive naive = new Naive();

  @ParameterizedTest
  @EnumSource(names = {"DOUBLE", "FLOAT", "HALF"})
  void rows_stackOfAnyType_areAsReadNaively(DataType type) {
    MultiLayerNetwork network = SmallNetworks.stack(1).convertDataType(type);
    watched(network);
    fit(type, network::fit, step -> {});
    assertRowsAreNaive();
  }

  @Test
  void rows_graph_areAsReadNaively() {
    ComputationGraph graph = SmallNetworks.graph();
    graph.addListeners(listener(), naive);
    fit(DataType.DOUBLE, graph::fit, step -> {});
    assertRowsAreNaive();
  }

  @Test
  void rows_parametersSetWhileWatched_areOfThoseSet() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    watched(network);
    fit(DataType.DOUBLE, network::fit, step -> network.setParams(network.params().mul(1.5)));
    assertRowsAreNaive();
  }

  /** The gradient is then another array, in other memory. */
  @Test
  void rows_gradientReplacedWhileWatched_areOfTheNewOne() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    watched(network);
    fit(
        DataType.DOUBLE,
        network::fit,
        step -> {
          INDArray before = network.getGradientsViewArray();
          network.initGradientsView();
          assertThat(network.getGradientsViewArray().data()).isNotSameAs(before.data());
        });
    assertRowsAreNaive();
  }

  @Test
  void learningRate_setWhileWatched_isTheNewOne() {
    MultiLayerNetwork network = SmallNetworks.stack(1);
    watched(network);
    fit(DataType.DOUBLE, network::fit, step -> network.setLearningRate(1.0 / (step + 2)));
    assertThat(rows.values(Metrics.LEARNING_RATE))
        .containsExactly(0.05, 1.0 / 2, 1.0 / 3, 1.0 / 4, 1.0 / 5, 1.0 / 6);
  }

  private void watched(MultiLayerNetwork network) {
    network.addListeners(listener(), naive);
  }

  private PlateauListener listener() {
    return PlateauListener.builder().sink(rows).irrelevantInputs(1, 3).build();
  }

  private interface Fit {
    void on(DataSet data);
  }

  private static void fit(DataType type, Fit fit, IntConsumer after) {
    DataSet data = new DataSet(DATA.getFeatures().castTo(type), DATA.getLabels().castTo(type));
    for (int step = 0; step < STEPS; step++) {
      fit.on(data);
      after.accept(step);
    }
  }

  private void assertRowsAreNaive() {
    assertThat(rows.rows()).hasSize(STEPS);
    for (int step = 0; step < STEPS; step++) {
      for (Map.Entry<MetricName, Double> expected : naive.rows.get(step).entrySet()) {
        double value = expected.getValue();
        assertThat(value).as("%s of step %d", expected.getKey(), step).isPositive();
        assertThat(rows.row(step).value(expected.getKey()))
            .as("%s of step %d", expected.getKey(), step)
            .isCloseTo(value, within(1e-12 * value));
      }
    }
  }

  /** Reads the same numbers at the same points, by INDArray's own getters. */
  private static final class Naive extends BaseTrainingListener {
    private final List<Map<MetricName, Double>> rows = new ArrayList<>();
    private double gradient;
    private double params;
    private double irrelevant;
    private double relevant;

    @Override
    public void onGradientCalculation(Model model) {
      gradient = norm(model.getGradientsViewArray()) / DATA.numExamples();
      params = norm(model.params());
      INDArray w1 = model.paramTable().values().iterator().next();
      assertThat(w1.rows()).isEqualTo(SmallNetworks.INPUTS);
      irrelevant = Math.hypot(norm(w1.getRow(1)), norm(w1.getRow(3)));
      relevant = Math.hypot(norm(w1.getRow(0)), norm(w1.getRow(2)));
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      rows.add(
          Map.of(
              Metrics.GRADIENT_NORM, gradient,
              Metrics.PARAMETER_NORM, params,
              Metrics.UPDATE_RATIO, norm(model.getGradientsViewArray()) / params,
              Metrics.W1_IRRELEVANT_NORM, irrelevant,
              Metrics.W1_RELEVANT_NORM, relevant));
    }

    private static double norm(INDArray array) {
      double sum = 0;
      for (long i = 0; i < array.length(); i++) {
        sum += array.getDouble(i) * array.getDouble(i);
      }
      return Math.sqrt(sum);
    }
  }
}
