package dev.plateau.trainer.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripted costs against a scripted clock; a step takes a millisecond unless said. */
class ProbeBudgetTest {
  private static final long MILLISECOND = 1_000_000;

  /** A probe that is due at every step, or every so many. */
  private static final class Scripted {
    private final ProbeBudget.Account account;
    private final ToDoubleFunction<Integer> costOfRun;
    private final long every;
    private final List<Long> ranAt = new ArrayList<>();
    private double spent;
    private long largest;

    Scripted(ProbeBudget budget, long every, ToDoubleFunction<Integer> costOfRun) {
      this.account = budget.open();
      this.every = every;
      this.costOfRun = costOfRun;
    }

    void step(long step, long now) {
      if (step % every == 0 && account.allows(now)) {
        long cost = (long) costOfRun.applyAsDouble(ranAt.size());
        account.charge(cost);
        ranAt.add(step);
        spent += cost;
        largest = Math.max(largest, cost);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void share_randomCostsAndSteps_isKeptWithinALargestRunOfEachProbe(long seed) {
    Random random = new Random(seed);
    double share = Math.pow(10, -3 + 2 * random.nextDouble());
    ProbeBudget budget = new ProbeBudget(share);
    List<Scripted> probes = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      double scale = MILLISECOND * Math.pow(10, 3 * random.nextDouble() - 2);
      long every = random.nextBoolean() ? 1 : 1 + random.nextInt(2000);
      probes.add(new Scripted(budget, every, run -> scale * Math.exp(random.nextGaussian())));
    }
    long begin = random.nextLong() >> 2; // the clock's zero means nothing
    long now = begin;
    for (long step = 0; step < 100_000; step++) {
      for (Scripted probe : probes) {
        probe.step(step, now);
      }
      double spent = probes.stream().mapToDouble(probe -> probe.spent).sum();
      double largest = probes.stream().mapToLong(probe -> probe.largest).sum();
      assertThat(spent).isLessThanOrEqualTo(share * (now - begin) * (1 + 1e-9) + largest);
      now += (long) (MILLISECOND * -Math.log(1 - random.nextDouble()));
    }
    assertThat(probes).allSatisfy(probe -> assertThat(probe.ranAt).isNotEmpty());
  }

  @Test
  void share_probesAlwaysDue_isUsed() {
    ProbeBudget budget = new ProbeBudget(0.01);
    Random random = new Random(1);
    Scripted cheap = new Scripted(budget, 1, run -> 0.05 * MILLISECOND * random.nextDouble());
    Scripted dear = new Scripted(budget, 1, run -> 20 * MILLISECOND * random.nextDouble());
    run(List.of(cheap, dear), 200_000);
    double share = (cheap.spent + dear.spent) / (200_000.0 * MILLISECOND);
    assertThat(share).isBetween(0.0095, 0.0101);
    assertThat(dear.spent)
        .as("neither takes it all")
        .isBetween(600.0 * MILLISECOND, 1400.0 * MILLISECOND);
  }

  @Test
  void spacing_constantCost_isEven() {
    ProbeBudget budget = new ProbeBudget(0.01);
    Scripted probe = new Scripted(budget, 1, run -> 5 * MILLISECOND);
    run(List.of(probe), 100_000);
    // The first is on credit: the second waits for what both cost.
    assertThat(probe.ranAt.subList(0, 2)).containsExactly(0L, 1000L);
    for (int i = 2; i < probe.ranAt.size(); i++) {
      assertThat(probe.ranAt.get(i) - probe.ranAt.get(i - 1)).isBetween(499L, 501L);
    }
    assertThat(probe.ranAt).hasSizeBetween(198, 200);
  }

  /** While a probe is rarely due, what it could spend does not gather for a burst. */
  @Test
  void spacing_afterALongPause_hasNoBurst() {
    ProbeBudget budget = new ProbeBudget(0.01);
    Scripted probe = new Scripted(budget, 1, run -> 5 * MILLISECOND);
    run(List.of(probe), 2_000);
    int before = probe.ranAt.size();
    long pause = 1_000_000 * MILLISECOND;
    for (long step = 2_000; step < 2_400; step++) {
      probe.step(step, pause + step * MILLISECOND);
    }
    assertThat(probe.ranAt.size() - before).isEqualTo(1);
  }

  @Test
  void cost_fallen_isRecoveredFromWithTheNextRun() {
    ProbeBudget budget = new ProbeBudget(0.01);
    Scripted probe = new Scripted(budget, 1, run -> run < 2 ? 50 * MILLISECOND : MILLISECOND);
    run(List.of(probe), 20_000);
    // 0, then 100 ms saved at 10,000, of which 50 are spent again at the third run's old price.
    assertThat(probe.ranAt.subList(0, 3)).containsExactly(0L, 10_000L, 15_000L);
    assertThat(probe.ranAt.get(3) - 15_000).isLessThanOrEqualTo(101);
    assertThat(probe.ranAt).hasSizeGreaterThan(40);
  }

  @Test
  void part_notNeededByOneProbe_isTheOthers() {
    ProbeBudget budget = new ProbeBudget(0.01);
    Scripted rare = new Scripted(budget, 10_000, run -> MILLISECOND);
    Scripted eager = new Scripted(budget, 1, run -> 10 * MILLISECOND);
    run(List.of(rare, eager), 100_000);
    assertThat(rare.ranAt).hasSize(10);
    assertThat(eager.spent).isCloseTo(990 * MILLISECOND, within(15.0 * MILLISECOND));
  }

  /** Time that passes at once is dealt out as if it had passed bit by bit. */
  @Test
  void part_notNeededOfALongTime_goesRoundAgain() {
    ProbeBudget budget = new ProbeBudget(0.01);
    Scripted cheap = new Scripted(budget, 1, run -> MILLISECOND);
    Scripted dear = new Scripted(budget, 1, run -> 10 * MILLISECOND);
    for (long now : new long[] {0, 2_200 * MILLISECOND}) {
      cheap.step(0, now);
      dear.step(0, now);
    }
    assertThat(cheap.ranAt).hasSize(2);
    assertThat(dear.ranAt).hasSize(2);
  }

  @Test
  void part_ofAClosedAccount_isTheOthers() {
    ProbeBudget budget = new ProbeBudget(0.01);
    Scripted failing = new Scripted(budget, 1, run -> 100 * MILLISECOND);
    Scripted other = new Scripted(budget, 1, run -> 10 * MILLISECOND);
    failing.step(0, 0);
    failing.account.close();
    run(List.of(other), 100_000);
    assertThat(other.spent).isBetween(980.0 * MILLISECOND, 1000.0 * MILLISECOND);
  }

  @Test
  void unavoidableCosts_areTakenFirstButHalfIsLeft() {
    ProbeBudget moderate = new ProbeBudget(0.01);
    Scripted probe = new Scripted(moderate, 1, run -> MILLISECOND);
    ProbeBudget heavy = new ProbeBudget(0.01);
    Scripted other = new Scripted(heavy, 1, run -> MILLISECOND);
    for (long step = 0; step < 100_000; step++) {
      moderate.chargeUnavoidable(3 * MILLISECOND / 1000);
      heavy.chargeUnavoidable(MILLISECOND);
      probe.step(step, step * MILLISECOND);
      other.step(step, step * MILLISECOND);
    }
    assertThat(probe.spent).isCloseTo(700.0 * MILLISECOND, within(3.0 * MILLISECOND));
    assertThat(other.spent).isCloseTo(500.0 * MILLISECOND, within(3.0 * MILLISECOND));
  }

  private static void run(List<Scripted> probes, long steps) {
    for (long step = 0; step < steps; step++) {
      for (Scripted probe : probes) {
        probe.step(step, step * MILLISECOND);
      }
    }
  }
}
