package dev.plateau.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.run.Cause;
import dev.plateau.collector.run.LossSource;
import dev.plateau.collector.run.RunEvent;
import dev.plateau.collector.run.RunJson;
import dev.plateau.collector.run.RunPhase;
import dev.plateau.collector.run.Stabilization;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events as the fold writes them: what the topic has is what is looked for. */
class TellingOfFoldedEventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long TIME_MICROS = 1_767_225_600_250_000L;

  private static RunEvent.Header header(String replayOf) {
    return new RunEvent.Header("abc1", "r1", "diagonal", 2, 9331, TIME_MICROS, replayOf);
  }

  private static JsonNode written(RunEvent event) throws IOException {
    return JSON.readTree(RunJson.encode(event));
  }

  private static Optional<Notification> told(RunEvent event) throws IOException {
    return Telling.of(written(event));
  }

  @ParameterizedTest
  @CsvSource({
    "LEARNING_RATE,INFO,fitting",
    "DRIFT,WARNING,fitting",
    "DIVERGENCE,CRITICAL,diverged"
  })
  void stabilizationEnded_ofEachCause_isToldWhole(Cause cause, Level level, String phase)
      throws IOException {
    Stabilization.End end =
        new Stabilization.End(9076, TIME_MICROS, 9331, TIME_MICROS, -0.71, cause);
    Stabilization stabilization =
        new Stabilization(LossSource.FULL_LOSS, 1, 180, 479, Math.log10(0.05), end);
    Notification told =
        told(new RunEvent.StabilizationEnded(header(""), "msr-1", stabilization, end, 0.27, 0.054))
            .orElseThrow();

    assertThat(told.level()).isEqualTo(level);
    assertThat(told.phase()).isEqualTo(phase);
    assertThat(told.cause()).isEqualTo(cause.label());
    assertThat(told.step()).isEqualTo(9076);
    assertThat(told.attempt()).isEqualTo(2);
    assertThat(told.id()).isEqualTo("abc1");
    assertThat(told.timestamp()).isEqualTo(Instant.parse("2026-01-01T00:00:00.250Z"));
    assertThat(JSON.readTree(told.toJson()).get("value").doubleValue())
        .isEqualTo(stabilization.level());
    assertThat(told.title())
        .isEqualTo(
            "diagonal: stabilization of r1 at full_loss 0.0500 ended at step 9076, cause "
                + cause.label());
    assertThat(told.text())
        .startsWith(
            "The full loss of run r1 of experiment diagonal, attempt 2, left its level of 0.0500 at"
                + " step 9076, after 8896 steps there (seen at step 9331). ")
        .contains("0.0540");
  }

  @Test
  void badNews_isToldWithWhatIsKnown() throws IOException {
    Notification nan =
        told(new RunEvent.NonFiniteLoss(header(""), LossSource.LOSS, Double.NEGATIVE_INFINITY))
            .orElseThrow();
    assertThat(nan.title()).isEqualTo("diagonal: loss of r1 became -Infinity at step 9331");
    assertThat(JSON.readTree(nan.toJson()).get("value").textValue()).isEqualTo("-Infinity");

    Notification failed =
        told(new RunEvent.RunEnded(header(""), RunPhase.FAILED, "out of memory")).orElseThrow();
    assertThat(failed.phase()).isEqualTo("failed");
    assertThat(failed.cause()).isEqualTo("out of memory");

    Notification lost = told(new RunEvent.RunLost(header(""), 3_600_000_000L)).orElseThrow();
    assertThat(lost.text()).contains("silent for 3.60e+03 s since step 9331");
  }

  @Test
  void goodNews_isNotTold() throws IOException {
    Stabilization begun = new Stabilization(LossSource.LOSS, 1, 180, 479, -1, null);
    assertThat(told(new RunEvent.AttemptBegan(header(""), 0))).isEmpty();
    assertThat(told(new RunEvent.StabilizationBegan(header(""), "msr-1", begun))).isEmpty();
    assertThat(told(new RunEvent.LearningRateDecayed(header(""), 1, 0.1))).isEmpty();
    assertThat(told(new RunEvent.RunEnded(header(""), RunPhase.COMPLETED, ""))).isEmpty();
    assertThat(told(new RunEvent.RunEnded(header(""), RunPhase.STOPPED, ""))).isEmpty();
    assertThat(told(new RunEvent.RunRevived(header("")))).isEmpty();
    assertThat(told(new RunEvent.RunForgotten(header("")))).isEmpty();
  }

  @Test
  void eventOfAReplay_isOldNews_andTheSameOneOfALiveRunIsNot() throws IOException {
    SkipPolicy policy = new SkipPolicy(Duration.ofHours(1));
    Instant now = Instant.EPOCH.plusSeconds(TIME_MICROS / 1_000_000);
    RunEvent live = new RunEvent.RunLost(header(""), 1);
    RunEvent replayed = new RunEvent.RunLost(header("first"), 1);
    assertThat(policy.skips(written(live), told(live).orElseThrow(), now)).isFalse();
    assertThat(policy.skips(written(replayed), told(replayed).orElseThrow(), now)).isTrue();
  }
}
