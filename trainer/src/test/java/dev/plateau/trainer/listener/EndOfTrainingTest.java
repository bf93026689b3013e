package dev.plateau.trainer.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.network.BoundProbe;
import dev.plateau.trainer.network.NetworkProbe;
import dev.plateau.trainer.network.NtkRankSampled;
import dev.plateau.trainer.network.SmallNetworks;
import dev.plateau.trainer.network.TrainedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** What becomes of probes when a training ends, in whatever way. */
@Timeout(60)
class EndOfTrainingTest {
  private static final DataSet DATA = SmallNetworks.data(8, 1);
  private static final MetricName SLOW = MetricName.of("slow");

  private final RecordedRows rows = new RecordedRows();
  private final MultiLayerNetwork network = SmallNetworks.stack(1);

  @Test
  void close_whileAProbeRuns_waitsAndWritesItsValueAtItsStep() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    ScriptedProbe slow = ScriptedProbe.slow("slow").heldBy(latch);
    PlateauListener listener = watch(builder().probe(Schedule.every(4), slow));
    fit(5);
    Thread closing = new Thread(listener::close);
    closing.start();
    Await.until("close waits", () -> closing.getState() == Thread.State.TIMED_WAITING);
    assertThat(rows.stepsWith(SLOW)).isEmpty();
    latch.countDown();
    closing.join();
    assertThat(rows.stepsWith(SLOW)).containsExactly(0L, 5L);
    // 1 if the budget let the point at step 4 pass, which it does while the probe is held.
    assertThat(rows.row(5).value(SLOW)).isEqualTo(1);
    assertThat(rows.values(Metrics.PROBES_SKIPPED)).endsWith(1);
  }

  @Test
  void close_lastStepUnknown_measuresTheFinalParametersUnderTheNextStep() {
    PlateauListener listener =
        watch(
            builder()
                .unlimitedBudget()
                .irrelevantInputs(Schedule.every(5), 1, 2)
                .probe(Schedule.every(5), parameters(new ArrayList<>())));
    fit(8);
    double[] last = network.params().dup().data().asDouble();
    listener.close();
    assertThat(rows.stepsWith(SLOW)).containsExactly(0L, 5L, 8L);
    assertThat(rows.stepsWith(Metrics.W1_IRRELEVANT_NORM)).containsExactly(0L, 5L, 8L);
    assertThat(rows.row(8).value(SLOW)).isEqualTo(sum(last));
    assertThat(rows.row(8).values()).doesNotContainKey(Metrics.LOSS);
  }

  @Test
  void close_probesThatRanAtTheLastStep_areNotMeasuredAgain() {
    PlateauListener listener = watch(builder().irrelevantInputs(1, 2));
    fit(3);
    listener.close();
    assertThat(rows.stepsWith(Metrics.W1_IRRELEVANT_NORM)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void close_probeThatNeedsAStep_isNotMeasuredAfterIt() {
    ScriptedProbe inStep = ScriptedProbe.slow("slow").needingAStep();
    PlateauListener listener = watch(builder().unlimitedBudget().probe(Schedule.every(2), inStep));
    fit(4);
    listener.close();
    assertThat(rows.stepsWith(SLOW)).containsExactly(0L, 2L);
  }

  @Test
  void close_beforeAnyStep_writesNothing() {
    watch(builder().probe(ScriptedProbe.slow("slow"))).close();
    assertThat(rows.written()).isEmpty();
  }

  @Test
  void close_again_writesNothingMore() {
    PlateauListener listener =
        watch(builder().probe(Schedule.every(2), ScriptedProbe.slow("slow")));
    fit(4);
    listener.close();
    int written = rows.written().size();
    listener.close();
    fit(2);
    assertThat(rows.written()).hasSize(written);
  }

  @Test
  void close_interrupted_doesNotWaitForProbesAndStaysInterrupted() {
    CountDownLatch latch = new CountDownLatch(1);
    PlateauListener listener =
        watch(builder().probe(Schedule.every(1), ScriptedProbe.slow("slow").heldBy(latch)));
    fit(2);
    Thread.currentThread().interrupt();
    try (CapturedWarnings warnings = CapturedWarnings.of(WatchedTraining.class)) {
      listener.close();
      assertThat(warnings.texts())
          .containsExactly("2 measurements of probes were not done when the listener closed");
    }
    assertThat(Thread.interrupted()).isTrue();
    latch.countDown();
    assertThat(rows.stepsWith(SLOW)).isEmpty();
  }

  @Test
  void close_afterTheSinkFailed_throwsNothing() {
    RecordedRows failing =
        new RecordedRows() {
          @Override
          public void again(long step) {
            throw new IllegalStateException("no room");
          }
        };
    PlateauListener listener =
        PlateauListener.builder()
            .sink(failing)
            .probe(Schedule.every(2), ScriptedProbe.slow("slow"))
            .build(network);
    network.addListeners(listener);
    fit(4);
    listener.close();
    assertThat(network.getIterationCount()).isEqualTo(4);
  }

  @Test
  void trainingThatThrowsInAStep_closeCommitsTheStepsRow() {
    PlateauListener listener =
        watch(builder().probe(Schedule.every(100), parameters(new ArrayList<>())));
    network.addListeners(
        new BaseTrainingListener() {
          @Override
          public void onGradientCalculation(Model model) {
            if (network.getIterationCount() == 3) {
              throw new IllegalStateException("boom");
            }
          }
        });
    try {
      fit(5);
    } catch (IllegalStateException e) {
      listener.fail(e.toString());
    }
    assertThat(rows.steps()).containsExactly(0L, 1L, 2L, 3L);
    assertThat(rows.stepsWith(SLOW)).as("not in the middle of a step").containsExactly(0L);
  }

  /** Closes at random moments of a training: what is captured is always whole. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void close_fromAnotherThread_capturesAStepsBoundary(long seed) throws Exception {
    Random random = new Random(seed);
    List<double[]> boundaries = new ArrayList<>();
    List<double[]> captured = new ArrayList<>();
    AtomicLong steps = new AtomicLong();
    boundaries.add(network.params().dup().data().asDouble());
    PlateauListener listener = watch(builder().probe(Schedule.every(1000), parameters(captured)));
    network.addListeners(
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            boundaries.add(model.params().dup().data().asDouble());
            steps.incrementAndGet();
          }
        });
    long after = 1L + random.nextInt(20);
    int spins = random.nextInt(100_000);
    Thread closing =
        new Thread(
            () -> {
              while (steps.get() < after) {
                Thread.onSpinWait();
              }
              for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
              }
              listener.close();
            });
    closing.start();
    while (closing.isAlive()) {
      fit(1);
    }
    List<Long> at = rows.stepsWith(SLOW);
    assertThat(at).hasSize(2);
    assertThat(captured.get(1)).containsExactly(boundaries.get(Math.toIntExact(at.get(1))));
    assertThat(rows.steps()).isSorted().doesNotHaveDuplicates().endsWith(at.get(1));
  }

  @Test
  void callback_thatWaitedWhileCloseCaptured_doesNothing() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    ScriptedProbe slow =
        ScriptedProbe.slow("slow")
            .onCapture(
                number -> {
                  if (number == 1) {
                    begun.countDown();
                    ScriptedProbe.open(held);
                  }
                });
    PlateauListener listener = watch(builder().probe(Schedule.every(100), slow));
    fit(2);
    Thread closing = new Thread(listener::close);
    closing.start();
    ScriptedProbe.open(begun);
    Thread training = new Thread(() -> fit(1));
    training.start();
    Await.until("the callback waits", () -> training.getState() == Thread.State.WAITING);
    held.countDown();
    closing.join();
    training.join();
    assertThat(rows.stepsWith(SLOW)).containsExactly(0L, 2L);
    assertThat(rows.begun()).as("steps begun").isEqualTo(2);
    assertThat(network.getIterationCount()).isEqualTo(3);
  }

  @Test
  void fail_ownRun_endsItAsFailedWithItsFirstReasonAfterTheLastValues() {
    OwnRun run = new OwnRun();
    PlateauListener listener =
        watch(builder().destination(run).probe(Schedule.every(100), ScriptedProbe.slow("slow")));
    fit(2);
    listener.fail("diverged");
    listener.fail("again");
    listener.close();
    assertThat(run.ends).containsExactly("diverged after [0, 2]");
  }

  @Test
  void processEnds_withoutClose_lastValuesAreWrittenAndCallbacksDoNothingMore() {
    OwnRun run = new OwnRun();
    PlateauListener listener =
        watch(builder().destination(run).probe(Schedule.every(100), ScriptedProbe.slow("slow")));
    fit(2);
    run.atExit.run();
    fit(2);
    assertThat(rows.stepsWith(SLOW)).containsExactly(0L, 2L);
    assertThat(rows.stepsWith(Metrics.LOSS)).containsExactly(0L, 1L);
    assertThat(run.ends).isEmpty();
    listener.close();
    assertThat(run.ends).containsExactly("null after [0, 2]");
  }

  @Test
  void config_ofTheNetworkAndItsProbes_isTheRuns() {
    OwnRun run = new OwnRun();
    watch(PlateauListener.builder().destination(run).probe(NtkRankSampled.on(DATA.getFeatures())));
    assertThat(run.config)
        .containsEntry("ntk_samples", Integer.toString(DATA.numExamples()))
        .containsKeys("network", "seed");
  }

  /** What a listener does to a run of its own. */
  private final class OwnRun implements Destination {
    private final List<String> ends = new ArrayList<>();
    private Map<String, String> config = Map.of();
    private Runnable atExit = () -> {};

    @Override
    public StepSink open(TrainedNetwork watched, Map<String, String> config, Runnable work) {
      this.config = config;
      atExit = work;
      return rows;
    }

    @Override
    public boolean awaitDelivered(Duration timeout) {
      return true;
    }

    @Override
    public void close(@Nullable String failure) {
      ends.add(failure + " after " + rows.stepsWith(SLOW));
    }
  }

  private PlateauListener.Builder builder() {
    return PlateauListener.builder().sink(rows);
  }

  private PlateauListener watch(PlateauListener.Builder builder) {
    PlateauListener listener = builder.build(network);
    network.addListeners(listener);
    return listener;
  }

  private void fit(int steps) {
    for (int i = 0; i < steps; i++) {
      network.fit(DATA);
    }
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  /** A probe of the sum of all parameters, that keeps its captures. */
  private static NetworkProbe parameters(List<double[]> captured) {
    return new NetworkProbe() {
      @Override
      public String name() {
        return "parameters";
      }

      @Override
      public BoundProbe bind(TrainedNetwork network) {
        return () -> {
          INDArray copy = network.params().dup();
          return row -> {
            double[] values = copy.data().asDouble();
            captured.add(values);
            row.accept(SLOW, sum(values));
          };
        };
      }
    };
  }
}
