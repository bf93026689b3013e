package dev.plateau.collector.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HearingTest {
  private static final long SECOND = 1_000_000;

  @Test
  void since_isTheFirstAnswerAfterTheLastLongBreak() {
    Hearing hearing = new Hearing();
    assertThat(hearing.sinceMicros()).isZero();
    for (long second = 100; second < 200; second += 2) {
      hearing.heard(second * SECOND);
    }
    hearing.heard(250 * SECOND);
    assertThat(hearing.sinceMicros()).as("a short break").isEqualTo(100 * SECOND);

    hearing.heard(5000 * SECOND);
    hearing.heard(5002 * SECOND);
    assertThat(hearing.sinceMicros()).as("a long break").isEqualTo(5000 * SECOND);
  }
}
