package dev.plateau.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TellingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEADER =
      "\"id\":\"abc1\",\"run\":\"r1\",\"experiment\":\"diagonal\",\"attempt\":2,"
          + "\"time\":1767225600.25";

  private static JsonNode event(String kind, String fields) throws IOException {
    return JSON.readTree("{" + HEADER + ",\"kind\":\"" + kind + "\"," + fields + "}");
  }

  private static JsonNode ended(String cause, String rates, String decades) throws IOException {
    return event(
        "stabilization_ended",
        "\"step\":9331,\"source\":\"loss\",\"ordinal\":1,\"start_step\":180,\"level\":0.0459,"
            + "\"onset_step\":9076,\"detected_step\":9331,\"plateau_steps\":8896,\"cause\":\""
            + cause
            + "\",\"change_decades\":"
            + decades
            + ","
            + rates);
  }

  private static JsonNode told(JsonNode event) throws IOException {
    return JSON.readTree(Telling.of(event).orElseThrow().toJson());
  }

  @Test
  void stabilizationEnded_byTheLearningRate_isToldWithAllItsFields() throws IOException {
    JsonNode body =
        told(
            ended(
                "learning_rate",
                "\"learning_rate_before\":0.27,\"learning_rate_after\":0.054",
                "-0.71"));

    assertThat(body.fieldNames())
        .toIterable()
        .containsExactly(
            "level",
            "title",
            "text",
            "experiment",
            "run",
            "attempt",
            "step",
            "phase",
            "value",
            "cause",
            "timestamp",
            "id");
    assertThat(body.get("level").asText()).isEqualTo("info");
    assertThat(body.get("title").asText())
        .isEqualTo(
            "diagonal: stabilization of r1 at loss 0.0459 ended at step 9076, cause"
                + " learning_rate");
    assertThat(body.get("text").asText())
        .isEqualTo(
            "The loss of run r1 of experiment diagonal, attempt 2, left its level of 0.0459 at step"
                + " 9076, after 8896 steps there (seen at step 9331). The learning rate fell from"
                + " 0.270 to 0.0540.");
    assertThat(body.get("experiment").asText()).isEqualTo("diagonal");
    assertThat(body.get("run").asText()).isEqualTo("r1");
    assertThat(body.get("attempt").asInt()).isEqualTo(2);
    assertThat(body.get("step").asLong()).as("the onset").isEqualTo(9076);
    assertThat(body.get("phase").asText()).isEqualTo("fitting");
    assertThat(body.get("value").doubleValue()).isEqualTo(0.0459);
    assertThat(body.get("cause").asText()).isEqualTo("learning_rate");
    assertThat(body.get("timestamp").asText()).isEqualTo("2026-01-01T00:00:00.250Z");
    assertThat(body.get("id").asText()).isEqualTo("abc1");
  }

  @Test
  void stabilizationEnded_byDrift_isAWarning_andSaysNoRateThatIsNotKnown() throws IOException {
    JsonNode known =
        told(ended("drift", "\"learning_rate_before\":0.5,\"learning_rate_after\":0.1", "-0.71"));
    assertThat(known.get("level").asText()).isEqualTo("warning");
    assertThat(known.get("phase").asText()).isEqualTo("fitting");
    assertThat(known.get("cause").asText()).isEqualTo("drift");
    assertThat(known.get("text").asText())
        .endsWith("It fell by 0.710 decades while the learning rate stayed at 0.100.");

    JsonNode unknown =
        told(
            ended(
                "drift", "\"learning_rate_before\":\"NaN\",\"learning_rate_after\":\"NaN\"", "-1"));
    assertThat(unknown.get("text").asText())
        .endsWith("It fell by 1.00 decades while the learning rate stayed.");
  }

  @Test
  void stabilizationEnded_byDivergence_isCriticalAndDiverged() throws IOException {
    JsonNode body =
        told(
            ended(
                "divergence", "\"learning_rate_before\":2,\"learning_rate_after\":2.0", "\"NaN\""));
    assertThat(body.get("level").asText()).isEqualTo("critical");
    assertThat(body.get("phase").asText()).isEqualTo("diverged");
    assertThat(body.get("value").doubleValue()).as("of the plateau").isEqualTo(0.0459);
    assertThat(body.get("text").asText())
        .endsWith(
            "It is no finite number any more, or larger than 1e30, at a learning rate of 2.00.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
  void nonFiniteLoss_isCriticalWithItsValueAsItIs(String value) throws IOException {
    JsonNode body =
        told(
            event(
                "non_finite_loss",
                "\"step\":12,\"source\":\"full_loss\",\"value\":\"" + value + "\""));
    assertThat(body.get("level").asText()).isEqualTo("critical");
    assertThat(body.get("phase").asText()).isEqualTo("diverged");
    assertThat(body.get("value").textValue()).isEqualTo(value);
    assertThat(body.get("cause").isNull()).isTrue();
    assertThat(body.get("step").asLong()).isEqualTo(12);
    assertThat(body.get("title").asText())
        .isEqualTo("diagonal: full_loss of r1 became " + value + " at step 12");
  }

  @Test
  void runThatFailed_isCriticalWithItsReasonAsCause() throws IOException {
    JsonNode body =
        told(
            event(
                "run_ended",
                "\"step\":7,\"phase\":\"failed\",\"reason\":\"out of memory\\n\\tat Fit\""));
    assertThat(body.get("level").asText()).isEqualTo("critical");
    assertThat(body.get("phase").asText()).isEqualTo("failed");
    assertThat(body.get("cause").asText()).isEqualTo("out of memory\n\tat Fit");
    assertThat(body.get("value").isNull()).isTrue();
    assertThat(body.get("title").asText()).isEqualTo("diagonal: r1 failed at step 7");
    assertThat(body.get("text").asText())
        .isEqualTo(
            "Run r1 of experiment diagonal, attempt 2, failed after step 7: out of memory\n"
                + "\tat Fit");

    JsonNode silent = told(event("run_ended", "\"step\":7,\"phase\":\"failed\",\"reason\":\"\""));
    assertThat(silent.get("cause").isNull()).isTrue();
    assertThat(silent.get("text").asText()).endsWith("it gave no reason.");
  }

  @Test
  void runThatFellSilent_isCriticalAndLost() throws IOException {
    JsonNode body = told(event("run_lost", "\"step\":-1,\"silent_seconds\":3600.5"));
    assertThat(body.get("level").asText()).isEqualTo("critical");
    assertThat(body.get("phase").asText()).isEqualTo("lost");
    assertThat(body.get("step").asLong()).isEqualTo(-1);
    assertThat(body.get("value").isNull()).isTrue();
    assertThat(body.get("cause").isNull()).isTrue();
    assertThat(body.get("text").asText()).contains("silent for 3.60e+03 s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attempt_began|\"first_step\":0",
        "run_revived|\"x\":0",
        "run_forgotten|\"x\":0",
        "learning_rate_decayed|\"learning_rate_before\":1,\"learning_rate_after\":0.1",
        "stabilization_began|\"source\":\"loss\",\"start_step\":1,\"level\":0.1",
        "run_ended|\"phase\":\"completed\",\"reason\":\"\"",
        "run_ended|\"phase\":\"stopped\",\"reason\":\"\"",
        "of_a_later_version|\"x\":0",
      })
  void whatGoesAsItShould_isNotTold(String kind, String fields) throws IOException {
    assertThat(Telling.of(event(kind, "\"step\":7," + fields))).isEmpty();
  }

  @Test
  void title_ofAnExperimentWithLineBreaks_isOneLine() throws IOException {
    JsonNode event =
        JSON.readTree(
            "{\"id\":\"a\",\"kind\":\"run_lost\",\"run\":\"r\",\"experiment\":\"two\\nlines\","
                + "\"attempt\":1,\"step\":1,\"time\":1,\"silent_seconds\":1}");
    assertThat(told(event).get("title").asText()).isEqualTo("two lines: r is lost at step 1");
    assertThat(told(event).get("experiment").asText()).isEqualTo("two\nlines");
  }

  @Test
  void event_withoutWhatEveryEventHas_isRefusedWithTheField() throws IOException {
    for (String field : List.of("id", "kind", "run", "time")) {
      JsonNode event = event("run_lost", "\"step\":1,\"silent_seconds\":1");
      ((com.fasterxml.jackson.databind.node.ObjectNode) event).remove(field);
      assertThatThrownBy(() -> Telling.of(event))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(field);
    }
    JsonNode badId = event("run_lost", "\"step\":1,\"silent_seconds\":1");
    ((com.fasterxml.jackson.databind.node.ObjectNode) badId).put("id", "a\r\nX-Header: b");
    assertThatThrownBy(() -> Telling.of(badId)).isInstanceOf(IllegalArgumentException.class);
  }
}
