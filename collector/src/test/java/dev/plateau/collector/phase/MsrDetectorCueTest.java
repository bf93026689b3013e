package dev.plateau.collector.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.phase.PhaseEvent.StabilizationBegan;
import dev.plateau.collector.phase.PhaseEvent.StabilizationEnded;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What msr-2 does more than msr-1, against the naive oracle and by hand. */
class MsrDetectorCueTest {
  private static final int RANDOM_STREAMS = 600;

  static List<SyntheticStream> syntheticStreams() {
    return SyntheticStream.all();
  }

  @ParameterizedTest
  @MethodSource("syntheticStreams")
  void withoutARateThatFalls_itSaysWhatTheReferenceSays(SyntheticStream stream) {
    double[] losses = stream.values();
    double[] rates = new double[losses.length];
    for (double rate : new double[] {Double.NaN, 0, 0.1}) {
      Arrays.fill(rates, rate);
      assertThat(Folded.events(losses, rates)).isEqualTo(Folded.events(losses));
    }
    Arrays.setAll(rates, t -> Math.pow(0.999, t));
    assertThat(Folded.events(losses, rates)).as("falls slowly").isEqualTo(Folded.events(losses));
  }

  @Test
  void events_ofRandomStreams_areTheOracles() {
    int others = 0;
    for (int seed = 0; seed < RANDOM_STREAMS; seed++) {
      CuedLoss cued = CuedLoss.stream(seed);
      List<PhaseEvent> events = Folded.events(cued.losses(), cued.rates());
      assertThat(events)
          .as("events of random stream %d", seed)
          .isEqualTo(NaiveMsr.events(cued.losses(), cued.rates()));
      others += events.equals(Folded.events(cued.losses())) ? 0 : 1;
    }
    assertThat(others).as("streams in which the rate told something").isGreaterThan(100);
  }

  /** Losses about 0.1 with noise, then about 0.1 times a factor; the rate is halved there. */
  private static double[] losses(int before, int after, double decades, double noise) {
    Random random = new Random(11);
    double[] losses = new double[before + after];
    Arrays.setAll(
        losses, t -> Math.pow(10, -1 - (t < before ? 0 : decades) + noise * random.nextGaussian()));
    return losses;
  }

  private static double[] halvedAt(int step, int length) {
    double[] rates = new double[length];
    Arrays.setAll(rates, t -> t < step ? 0.2 : 0.1);
    return rates;
  }

  @Test
  void smallFall_isFoundWhereTheRateFell_andOnlyThen() {
    double[] losses = losses(2000, 500, 0.25, 0.1);
    assertThat(Folded.events(losses)).hasOnlyElementsOfType(StabilizationBegan.class);
    List<PhaseEvent> events = Folded.events(losses, halvedAt(2000, 2500));
    assertThat(events).hasSize(2);
    StabilizationEnded end = (StabilizationEnded) events.get(1);
    assertThat(end.plateauStartStep()).isZero();
    assertThat(end.onsetStep()).isBetween(2000L, 2016L);
    assertThat(end.detectionStep()).isBetween(end.onsetStep(), 2100L);
    assertThat(end.changeDecades()).isBetween(-0.4, -0.15);
    assertThat(end.levelLog10()).isBetween(-1.1, -0.9);
  }

  @Test
  void rateThatFallsWithoutAnAnswer_tellsNothing() {
    double[] losses = losses(2000, 2000, 0, 0.2);
    assertThat(Folded.events(losses, halvedAt(2000, 4000)))
        .isEqualTo(Folded.events(losses))
        .hasOnlyElementsOfType(StabilizationBegan.class);
  }

  /** So short a plateau is none to the reference, whose losses jump too much for it. */
  @Test
  void shortPlateau_isFoundWhenItEnds() {
    double[] losses = losses(100, 60, 1.5, 0.5);
    assertThat(Folded.events(losses)).noneMatch(StabilizationEnded.class::isInstance);
    assertThat(Folded.events(losses, halvedAt(100, 160)))
        .filteredOn(StabilizationEnded.class::isInstance)
        .singleElement()
        .satisfies(
            event -> {
              StabilizationEnded end = (StabilizationEnded) event;
              assertThat(end.onsetStep()).isEqualTo(100);
              assertThat(end.plateauStartStep()).isLessThan(70);
              assertThat(end.detectionStep()).isLessThan(120);
            });
  }

  /**
   * The plateau before the rise is over with that end: what diverges then, diverges without one.
   */
  @Test
  void endAfterARise_isTheLastThatIsToldOfThatPlateau() {
    double[] losses = losses(500, 201, -2.5, 0.1);
    double[] rates = halvedAt(660, losses.length);
    for (int t = 660; t < 700; t++) {
      losses[t] *= 0.1;
    }
    losses[700] = Double.NaN;
    List<PhaseEvent> events = Folded.events(losses, rates);
    assertThat(events).isEqualTo(NaiveMsr.events(losses, rates));
    assertThat(events).hasSize(2);
    assertThat(events.get(0)).isInstanceOf(StabilizationBegan.class);
    StabilizationEnded end = (StabilizationEnded) events.get(1);
    assertThat(end.plateauStartStep()).isBetween(490L, 620L);
    assertThat(end.onsetStep()).isBetween(660L, 668L);
  }

  @Test
  void lossThatWasFallingAnyway_tellsNothing() {
    double[] losses = new double[1000];
    Arrays.setAll(losses, t -> Math.pow(10, -0.005 * t));
    assertThat(Folded.events(losses, halvedAt(500, 1000))).isEmpty();
  }

  @Test
  void plateausOneAfterTheOther_eachHaveTheirEnd() {
    double[] losses = losses(1500, 1500, 0.3, 0.1);
    double[] rates = new double[3000];
    Arrays.setAll(rates, t -> t < 1500 ? 1 : t < 2700 ? 0.5 : 0.2);
    for (int t = 2700; t < 3000; t++) {
      losses[t] *= 0.5;
    }
    assertThat(Folded.events(losses, rates))
        .filteredOn(StabilizationEnded.class::isInstance)
        .extracting(event -> ((StabilizationEnded) event).onsetStep() / 100)
        .containsExactly(15L, 27L);
  }
}
