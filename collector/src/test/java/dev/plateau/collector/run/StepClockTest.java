package dev.plateau.collector.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepClockTest {
  @Test
  void interval_clockSetBackAnHour_staysThatOfTheSteps() {
    StepClock clock = new StepClock();
    long micros = 1_700_000_000_000_000L;
    for (int step = 0; step < 20; step++) {
      clock.add(step, micros + step * 250_000L - (step < 10 ? 0 : 3_600_000_000L));
    }

    assertThat(clock.intervalSeconds()).isEqualTo(0.25);
  }
}
