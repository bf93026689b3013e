package dev.plateau.collector.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.phase.PhaseEvent.Diverged;
import dev.plateau.collector.phase.PhaseEvent.StabilizationBegan;
import dev.plateau.collector.phase.PhaseEvent.StabilizationEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatienceDetectorTest {
  private final PhaseDetector detector = DetectorKind.PATIENCE_1.begin();
  private final List<PhaseEvent> events = new ArrayList<>();
  private long step;

  private void observe(int count, double loss) {
    for (int i = 0; i < count; i++) {
      detector.observe(step++, loss).ifPresent(events::add);
    }
  }

  /** The rule in its own words, with everything kept. */
  private static List<PhaseEvent> naive(double[] losses) {
    List<PhaseEvent> events = new ArrayList<>();
    List<Double> smoothed = new ArrayList<>();
    double s = 0;
    int best = 0;
    boolean stabilized = false;
    for (int t = 0; t < losses.length; t++) {
      if (Double.isNaN(losses[t])) {
        if (stabilized) {
          events.add(new Diverged(best, t, Math.log10(smoothed.get(best))));
        }
        return events;
      }
      int age = t + 1;
      s += (losses[t] - s) / Math.min(age, Math.max(50, 0.02 * age));
      smoothed.add(s);
      double level = smoothed.get(best);
      boolean better = t == 0 || s < (1 - (stabilized ? 0.7 : 0.05)) * level;
      if (better) {
        if (stabilized) {
          int onset = t;
          while (smoothed.get(onset - 1) < level) {
            onset--;
          }
          events.add(
              new StabilizationEnded(best, onset, t, Math.log10(level), Math.log10(s / level)));
          stabilized = false;
        }
        best = t;
      } else if (!stabilized && t - best >= Math.max(100, 0.25 * age)) {
        stabilized = true;
        events.add(new StabilizationBegan(best, t, Math.log10(level)));
      }
    }
    return events;
  }

  @Test
  void events_ofRandomStreams_areThoseOfTheRuleInItsOwnWords() {
    Random random = new Random(5);
    int seen = 0;
    for (int round = 0; round < 200; round++) {
      double[] losses = new double[2000];
      double level = 0;
      for (int t = 0; t < losses.length; t++) {
        level -= random.nextInt(700) == 0 ? 1 : 0;
        losses[t] =
            random.nextInt(10_000) == 0
                ? Double.NaN
                : Math.pow(10, level + 0.2 * random.nextGaussian());
      }
      PatienceDetector patience = new PatienceDetector();
      List<PhaseEvent> told = new ArrayList<>();
      for (int t = 0; t < losses.length; t++) {
        patience.observe(t, losses[t]).ifPresent(told::add);
      }
      assertThat(told).isEqualTo(naive(losses));
      seen += told.size();
    }
    assertThat(seen).isGreaterThan(400);
  }

  @Test
  void level_thenFall_isStabilizedThenFitting() {
    observe(300, 1);
    assertThat(detector.phase()).isEqualTo(LossPhase.STABILIZED);
    observe(300, 0.01);
    assertThat(detector.phase()).isEqualTo(LossPhase.FITTING);
    assertThat(events).hasSize(2);
    StabilizationEnded ended = (StabilizationEnded) events.get(1);
    assertThat(ended.plateauStartStep()).isZero();
    assertThat(ended.onsetStep()).isEqualTo(300);
    assertThat(ended.levelLog10()).isZero();
    assertThat(ended.detectionStep()).isBetween(300L, 400L);
  }

  @Test
  void notFinite_onPlateau_divergesOnce() {
    observe(300, 1);
    observe(5, Double.NaN);
    observe(300, 1);
    assertThat(detector.phase()).isEqualTo(LossPhase.DIVERGED);
    assertThat(events).hasSize(2);
    assertThat(events.get(1)).isEqualTo(new Diverged(0, 300, 0));
  }

  @Test
  void notFinite_beforeAnyPlateau_tellsNothing() {
    observe(20, 1);
    observe(1, Double.POSITIVE_INFINITY);
    assertThat(detector.phase()).isEqualTo(LossPhase.DIVERGED);
    assertThat(events).isEmpty();
  }

  @Test
  void zeroAndNegativeLosses_countAsTheSmallest() {
    observe(300, 1);
    observe(300, -5);
    assertThat(events).hasSize(2);
    assertThat(((StabilizationEnded) events.get(1)).changeDecades()).isFinite();
  }
}
