package dev.plateau.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SkipPolicyTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  private final SkipPolicy policy = new SkipPolicy(Duration.ofHours(1));

  private boolean skips(String more, Instant now) throws IOException {
    JsonNode event =
        new ObjectMapper()
            .readTree(
                "{\"id\":\"a\",\"kind\":\"run_lost\",\"run\":\"r\",\"time\":"
                    + TIME.getEpochSecond()
                    + more
                    + "}");
    return policy.skips(event, Telling.of(event).orElseThrow(), now);
  }

  @Test
  void event_olderThanTheMaximum_isSkipped_andAYoungerOneIsNot() throws IOException {
    assertThat(skips("", TIME.plus(Duration.ofHours(1)).plusNanos(1000))).isTrue();
    assertThat(skips("", TIME.plus(Duration.ofHours(1)))).isFalse();
    assertThat(skips("", TIME)).isFalse();
    assertThat(skips("", TIME.minusSeconds(10))).as("by a clock that is behind").isFalse();
  }

  @Test
  void event_ofAReplay_isSkippedHoweverYoung() throws IOException {
    assertThat(skips(",\"replay_of\":\"first\"", TIME)).isTrue();
    assertThat(skips(",\"replay_of\":\"\"", TIME)).isFalse();
  }
}
