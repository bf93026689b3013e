package dev.plateau.trainer.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SampledCostTest {
  private long nanos;
  private int asked;

  private final SampledCost cost =
      new SampledCost(
          () -> {
            asked++;
            return nanos;
          });

  @Test
  void firstRuns_areTimedEach() {
    assertThat(run(300_000)).isEqualTo(300_000);
    assertThat(run(7)).isEqualTo(7);
  }

  @Test
  void manyRuns_areEstimatedByAFewReadingsOfTheClock() {
    Random random = new Random(1);
    long spent = 0;
    long estimated = 0;
    for (int i = 0; i < 100_000; i++) {
      long nanosOfRun = 500L + random.nextInt(1000);
      spent += nanosOfRun;
      estimated += run(nanosOfRun);
    }
    assertThat((double) estimated).isCloseTo((double) spent, Percentage.withPercentage(2));
    assertThat(asked / 100_000.0).isCloseTo(2 / 16.0, within(0.01));
  }

  private long run(long nanosOfRun) {
    cost.begin();
    nanos += nanosOfRun;
    return cost.end();
  }
}
