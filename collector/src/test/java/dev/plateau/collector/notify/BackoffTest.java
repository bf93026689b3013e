package dev.plateau.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff();

  private long waitMillis(Duration retryAfter) {
    return backoff.after(new Answer.Failed("fails", retryAfter)).toMillis();
  }

  @Test
  void wait_doublesUpToHalfAMinute_andBeginsAnewAfterAnAnswer() {
    assertThat(Stream.generate(() -> waitMillis(Duration.ZERO)).limit(9))
        .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 30_000L, 30_000L, 30_000L);
    backoff.reset();
    assertThat(waitMillis(Duration.ZERO)).isEqualTo(500);
  }

  @Test
  void wait_isWhatTheReceiverAsksFor_unlessOursIsLonger() {
    assertThat(waitMillis(Duration.ofSeconds(7))).isEqualTo(7000);
    assertThat(waitMillis(Duration.ofMillis(1))).isEqualTo(1000);
  }
}
