package dev.plateau.trainer.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.network.BoundProbe;
import dev.plateau.trainer.network.FeatureSparsity;
import dev.plateau.trainer.network.MeanSquaredError;
import dev.plateau.trainer.network.NetworkProbe;
import dev.plateau.trainer.network.NtkRank;
import dev.plateau.trainer.network.SmallNetworks;
import dev.plateau.trainer.network.TrainedNetwork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.dataset.DataSet;

/** What probes measure on a thread of their own, against the same measured in the callback. */
@Timeout(60)
class SameValuesTest {
  private static final int STEPS = 200;
  private static final DataSet DATA = SmallNetworks.data(8, 1);
  private static final DataSet SAMPLES = SmallNetworks.data(50, 2);

  private static List<NetworkProbe> probes() {
    return List.of(
        NtkRank.on(SAMPLES.getFeatures()),
        FeatureSparsity.of("0").at(SAMPLES.getFeatures()),
        MeanSquaredError.of(Metrics.TEST_LOSS, SAMPLES.getFeatures(), SAMPLES.getLabels()));
  }

  @Test
  void probes_onTheirOwnThread_findTheSameToTheBitAtTheSameSteps() {
    MultiLayerNetwork naive = SmallNetworks.stack(0.5);
    InCallback inCallback = new InCallback(naive);
    naive.addListeners(inCallback);
    fit(naive);
    // Made only now: each network seeds the random stream that its dropout draws from.
    MultiLayerNetwork watched = SmallNetworks.stack(0.5);
    RecordedRows rows = new RecordedRows();
    PlateauListener.Builder builder =
        PlateauListener.builder().sink(rows).unlimitedBudget().lastStep(STEPS - 1);
    probes().forEach(probe -> builder.probe(Schedule.every(1), probe));
    watched.addListeners(builder.build(watched));
    fit(watched);
    assertThat(inCallback.values).hasSize(STEPS);
    inCallback.values.forEach(
        (step, values) ->
            assertThat(rows.row(step.intValue()).values())
                .hasEntrySatisfying(Metrics.LOSS, loss -> assertThat(loss).isFinite())
                .containsAllEntriesOf(values));
    assertThat(watched.params().data().asDouble())
        .containsExactly(naive.params().data().asDouble());
  }

  private static void fit(MultiLayerNetwork network) {
    for (int step = 0; step < STEPS; step++) {
      network.fit(DATA);
    }
  }

  /** Measures at once, where the parameters are those of the step. */
  private static final class InCallback extends BaseTrainingListener {
    private final Map<Long, Map<MetricName, Double>> values = new TreeMap<>();
    private final List<BoundProbe> bound;

    InCallback(MultiLayerNetwork network) {
      bound = probes().stream().map(probe -> probe.bind(TrainedNetwork.of(network))).toList();
    }

    @Override
    public void onGradientCalculation(Model model) {
      long step = TrainedNetwork.of(model).iteration();
      Map<MetricName, Double> row = values.computeIfAbsent(step, s -> new HashMap<>());
      bound.forEach(probe -> probe.capture().report(row::put));
    }
  }
}
