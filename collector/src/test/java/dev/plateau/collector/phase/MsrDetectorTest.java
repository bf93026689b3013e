package dev.plateau.collector.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.phase.PhaseEvent.Diverged;
import dev.plateau.collector.phase.PhaseEvent.StabilizationBegan;
import dev.plateau.collector.phase.PhaseEvent.StabilizationEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MsrDetectorTest {
  private final Random random = new Random(7);
  private final MsrDetector detector = new MsrDetector();
  private final List<PhaseEvent> events = new ArrayList<>();
  private long step;

  /** {@code count} losses about 10^level, 0.1 decades of noise. */
  private void observe(int count, double level) {
    for (int i = 0; i < count; i++) {
      observe(Math.pow(10, level + 0.1 * random.nextGaussian()));
    }
  }

  private void observe(double loss) {
    detector.observe(step++, loss).ifPresent(events::add);
  }

  @Test
  void phase_beforeAnyLoss_isDescending() {
    assertThat(detector.phase()).isEqualTo(LossPhase.DESCENDING);
  }

  @Test
  void plateau_thenFall_isStabilizedThenFitting() {
    observe(500, -1);
    assertThat(detector.phase()).isEqualTo(LossPhase.STABILIZED);
    observe(60, -2.5);
    assertThat(detector.phase()).isEqualTo(LossPhase.FITTING);

    assertThat(events).hasSize(2);
    StabilizationBegan began = (StabilizationBegan) events.get(0);
    assertThat(began.startStep()).isZero();
    assertThat(began.detectionStep()).isLessThan(100);
    assertThat(began.levelLog10()).isBetween(-1.05, -0.9);
    StabilizationEnded ended = (StabilizationEnded) events.get(1);
    assertThat(ended.plateauStartStep()).isZero();
    assertThat(ended.onsetStep()).isBetween(498L, 520L);
    assertThat(ended.detectionStep()).isBetween(500L, 559L);
    assertThat(ended.levelLog10()).isBetween(-1.05, -0.9);
    assertThat(ended.changeDecades()).isBetween(-1.6, -1.2);
  }

  @Test
  void plateau_thenRise_isDescendingAgainWithoutAnEvent() {
    observe(500, -1);
    observe(60, 1.5);
    assertThat(detector.phase()).isEqualTo(LossPhase.DESCENDING);
    assertThat(events).hasSize(1);
  }

  @Test
  void nan_soonAfterRise_isDivergenceOfThePlateauBefore() {
    observe(500, -1);
    observe(60, 1.5);
    observe(Double.NaN);
    assertThat(detector.phase()).isEqualTo(LossPhase.DIVERGED);
    Diverged diverged = (Diverged) events.get(1);
    assertThat(diverged.plateauStartStep()).isZero();
    assertThat(diverged.onsetStep()).isEqualTo(560);
    assertThat(diverged.detectionStep()).isEqualTo(560);
    assertThat(diverged.levelLog10()).isBetween(-1.05, -0.9);
  }

  @Test
  void nan_afterRise_countsForAsLongAsThePlateauHadBeen() {
    assertThat(eventsWithNanAfterRise(0)).last().isInstanceOf(Diverged.class);
    assertThat(eventsWithNanAfterRise(1)).last().isInstanceOf(StabilizationBegan.class);
  }

  /** A plateau from step 0, a rise that never ends, and NaN {@code late} steps too late. */
  private static List<PhaseEvent> eventsWithNanAfterRise(long late) {
    MsrDetectorTest run = new MsrDetectorTest();
    run.observe(500, -1);
    while (run.detector.phase() == LossPhase.STABILIZED && run.step < 1000) {
      run.observe(1, 1.5);
    }
    long plateauLength = run.step;
    long lastToCount = run.step - 1 + plateauLength;
    while (run.step < lastToCount + late) {
      run.observe(1, 0.02 * (run.step - 400));
    }
    run.observe(Double.NaN);
    return run.events;
  }

  @Test
  void nan_asTheFirstLoss_isDivergedWithoutAnEvent() {
    observe(Double.NaN);
    assertThat(detector.phase()).isEqualTo(LossPhase.DIVERGED);
    assertThat(events).isEmpty();
  }

  @Test
  void nan_onPlateau_isDivergenceAndEverythingAfterItIsIgnored() {
    observe(500, -1);
    observe(Double.NaN);
    assertThat(events).hasSize(2).last().isInstanceOf(Diverged.class);
    byte[] dead = Folded.state(detector);

    observe(Double.NaN);
    observe(500, -1);
    observe(100, -3);
    assertThat(detector.phase()).isEqualTo(LossPhase.DIVERGED);
    assertThat(events).hasSize(2);
    assertThat(Folded.state(detector)).isEqualTo(dead);
  }

  @Test
  void nan_withoutPlateau_isDivergedWithoutAnEvent() {
    observe(20, -1);
    observe(Double.NaN);
    assertThat(detector.phase()).isEqualTo(LossPhase.DIVERGED);
    assertThat(events).isEmpty();
  }

  @Test
  void nan_afterFall_isDivergedWithoutAnEvent() {
    observe(500, -1);
    observe(30, -2.5);
    assertThat(detector.phase()).isEqualTo(LossPhase.FITTING);
    observe(Double.NaN);
    assertThat(detector.phase()).isEqualTo(LossPhase.DIVERGED);
    assertThat(events).hasSize(2).last().isInstanceOf(StabilizationEnded.class);
  }

  @Test
  void loss_of1e30_diverges_butJustBelowDoesNot() {
    observe(500, -1);
    observe(Math.nextDown(1e30));
    assertThat(detector.phase()).isEqualTo(LossPhase.STABILIZED);
    observe(1e30);
    assertThat(detector.phase()).isEqualTo(LossPhase.DIVERGED);
  }

  @Test
  void losses_withoutLogarithm_countAsTheSmallest() {
    for (double loss : new double[] {0, -0.0, -1, Double.NEGATIVE_INFINITY, 1e-40}) {
      MsrDetector clamped = new MsrDetector();
      MsrDetector smallest = new MsrDetector();
      clamped.observe(0, loss);
      smallest.observe(0, 1e-30);
      assertThat(Folded.state(clamped)).isEqualTo(Folded.state(smallest));
    }
  }

  @Test
  void steps_withHolesAndStrides_areReportedAsTheTrainersOwn() {
    for (SyntheticStream stream : SyntheticStream.all()) {
      List<PhaseEvent> expected =
          Folded.events(stream.values()).stream().map(MsrDetectorTest::withHoles).toList();
      assertThat(Folded.events(stream.values(), MsrDetectorTest::stepOf)).isEqualTo(expected);
    }
  }

  /** Strictly ascending, unevenly. */
  private static long stepOf(long observation) {
    return 10_000_000_000L + 7 * observation + observation * observation % 5;
  }

  private static PhaseEvent withHoles(PhaseEvent event) {
    if (event instanceof StabilizationBegan began) {
      return new StabilizationBegan(
          stepOf(began.startStep()), stepOf(began.detectionStep()), began.levelLog10());
    }
    if (event instanceof StabilizationEnded ended) {
      return new StabilizationEnded(
          stepOf(ended.plateauStartStep()),
          stepOf(ended.onsetStep()),
          stepOf(ended.detectionStep()),
          ended.levelLog10(),
          ended.changeDecades());
    }
    Diverged diverged = (Diverged) event;
    return new Diverged(
        stepOf(diverged.plateauStartStep()), stepOf(diverged.onsetStep()), diverged.levelLog10());
  }
}
