package dev.plateau.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.Decoded.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON shape: what it takes, and which sentence answers what it does not. */
@Timeout(60)
class JsonCodecTest {
  private static final long APPEND_TIME = 42;

  @Test
  void smallestRow_takesRunAndTimeFromTheRecord() {
    StepBatch batch = batch("{\"step\":7,\"metrics\":{\"loss\":0.31}}");
    assertThat(batch.step(0)).isEqualTo(7);
    assertThat(batch.timeMicros(0)).isEqualTo(APPEND_TIME);
    assertThat(batch.columns()).containsExactly(Column.dense(Metrics.LOSS, 0.31));
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "1e+06, 1000000",
    "1.5e1, 15",
    "7.0, 7",
    "9223372036854775807, 9223372036854775807",
    "0e5, 0"
  })
  void wholeNumberInAnyNotation_isAStep(String text, long step) {
    assertThat(batch("{\"step\":" + text + ",\"metrics\":{}}").step(0)).isEqualTo(step);
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 1500000",
    "-0.000001, -1",
    "1790000000.123456, 1790000000123456",
    "1.79e9, 1790000000000000",
    "0.0000015, 2",
    "\"1970-01-01T00:00:01Z\", 1000000",
    "\"1970-01-01T02:00:00.5+01:00\", 3600500000"
  })
  void secondsOrIsoTime_isReadInMicroseconds(String text, long micros) {
    assertThat(batch("{\"step\":1,\"time\":" + text + ",\"metrics\":{}}").timeMicros(0))
        .isEqualTo(micros);
  }

  @ParameterizedTest
  @CsvSource({
    "\"NaN\", NaN",
    "\"Infinity\", Infinity",
    "\"-Infinity\", -Infinity",
    "NaN, NaN",
    "Infinity, Infinity",
    "-Infinity, -Infinity",
    "-0.0, -0.0",
    "1e400, Infinity",
    "1e-400, 0.0",
    "1e999999999, Infinity"
  })
  void valueThatIsNotFinite_isReadAsItIs(String text, double value) {
    StepBatch batch = batch("{\"step\":1,\"metrics\":{\"loss\":" + text + "}}");
    assertThat(batch.columns()).containsExactly(Column.dense(Metrics.LOSS, value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "-1",
        "1.5",
        "9223372036854775808",
        "1e-999999999",
        "\"7\"",
        "null",
        "NaN",
        "Infinity",
        "0e999999999",
        "{}",
        "[]",
        "true"
      })
  void anythingElseAsStep_isInvalid_namingFieldAndValue(String text) {
    Decoded.Malformed refusal = refusal("{\"step\":" + text + ",\"metrics\":{}}");
    assertThat(refusal.kind()).isEqualTo(Kind.INVALID_FIELD);
    assertThat(refusal.field()).isEqualTo("step");
    assertThat(refusal.reason())
        .contains("whole number")
        .contains("found " + text.replace("\"", "").charAt(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e999999999", "\"yesterday\"", "null", "1e14", "\"2026-01-01T00:00\"", "NaN"})
  void anythingElseAsTime_isInvalid(String text) {
    Decoded.Malformed refusal = refusal("{\"step\":1,\"time\":" + text + ",\"metrics\":{}}");
    assertThat(refusal.field()).isEqualTo("time");
    assertThat(refusal.kind()).isEqualTo(Kind.INVALID_FIELD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"metrics\":{}}|step|a row needs its step",
        "{\"step\":1}|metrics|a row needs its metrics",
        "{\"step\":1,\"metrics\":{},\"lr\":3}|lr|unknown field",
        "[{\"step\":1,\"metrics\":{}},{\"step\":2,\"metrics\":{\"loss\":\"low\"}}]|[1].metrics.loss|found"
            + " low",
        "[{\"step\":1,\"metrics\":{}},7]|[1]|expected an object, found 7",
        "{\"step\":1,\"metrics\":{\"\":1}}|metrics.|must not be empty",
        "{\"step\":1,\"metrics\":[1]}|metrics|expected an object of numbers, found [",
        "{\"step\":1,\"metrics\":{\"loss\":null}}|metrics.loss|found null",
        "{\"run\":\"a b\",\"step\":1,\"metrics\":{}}|run|'a b'",
        "{\"session\":\"12\",\"step\":1,\"metrics\":{}}|session|'12'",
        "{\"session\":\"00000000000000000000000000000000\",\"step\":1,\"metrics\":{}}|session|not"
            + " zero",
        "{\"sequence\":1,\"step\":1,\"metrics\":{}}|session|come together",
        "[{\"run\":\"a\",\"step\":1,\"metrics\":{}},{\"run\":\"b\",\"step\":1,\"metrics\":{}}]|[1].run|'a'"
            + " and 'b'",
        "{\"step\":1,\"metrics\":{}} {}||nothing behind the value",
        "7||an object or an array of objects",
      })
  void rowThatDoesNotFit_isInvalid_namingFieldAndValue(String json, String field, String sentence) {
    Decoded.Malformed refusal = refusal(json);
    assertThat(refusal.kind()).isEqualTo(Kind.INVALID_FIELD);
    assertThat(refusal.field()).isEqualTo(field == null ? "" : field);
    assertThat(refusal.reason()).contains(sentence);
  }

  @Test
  void metricTwiceInARow_isRefused() {
    Decoded.Malformed refusal = refusal("{\"step\":1,\"metrics\":{\"loss\":1,\"loss\":2}}");
    assertThat(refusal.describe()).contains("loss").contains("uplicate");
  }

  @Test
  void bombs_areRefused() {
    assertThat(refusal("[".repeat(1_000_000)).reason()).contains("found [");
    assertThat(refusal("{\"step\":".repeat(100_000)).field()).isEqualTo("step");
    assertThat(refusal("{\"step\":" + "9".repeat(1_000_000) + ",\"metrics\":{}}").kind())
        .isEqualTo(Kind.NOT_JSON);
    assertThat(refusal("{\"step\":1,\"metrics\":{\"a\":" + "9".repeat(900_000) + "}}").kind())
        .isEqualTo(Kind.NOT_JSON);
    assertThat(refusal("{\"" + "a".repeat(1_000_000) + "\":1}").reason()).hasSizeLessThan(400);
    assertThat(refusal("{\"step\":1,\"time\":\"" + "1".repeat(1_000_000) + "\"}").field())
        .isEqualTo("time");
    assertThat(refusal("{\"step\":1e99999999999999999999,\"metrics\":{}}").field())
        .isEqualTo("step");
  }

  @Test
  void manyMetrics_areRead() {
    StringBuilder json = new StringBuilder("{\"step\":1,\"metrics\":{\"m0\":0");
    for (int i = 1; i < 20_000; i++) {
      json.append(",\"m").append(i).append("\":").append(i);
    }
    assertThat(batch(json.append("}}").toString()).columns()).hasSize(20_000);
  }

  @Test
  void bytesThatAreNotUtf8_areNotJson() {
    byte[] latin = {'{', '"', 'r', 'u', 'n', '"', ':', '"', (byte) 0xe4, '"', '}'};
    assertThat(((Decoded.Malformed) JsonCodec.decode(latin, "r1", 0)).kind())
        .isEqualTo(Kind.NOT_JSON);
  }

  @Test
  void brokenText_isNotJson_withItsPlace() {
    Decoded.Malformed refusal = refusal("{\"step\":1,,\"metrics\":{}}");
    assertThat(refusal.kind()).isEqualTo(Kind.NOT_JSON);
    assertThat(refusal.byteOffset()).isBetween(10L, 11L);
  }

  private static StepBatch batch(String json) {
    Decoded decoded = decode(json);
    assertThat(decoded).as(json).isInstanceOf(Decoded.Valid.class);
    return (StepBatch) ((Decoded.Valid) decoded).envelope().message();
  }

  private static Decoded.Malformed refusal(String json) {
    Decoded decoded = decode(json);
    assertThat(decoded).isInstanceOf(Decoded.Malformed.class);
    return (Decoded.Malformed) decoded;
  }

  private static Decoded decode(String json) {
    return JsonCodec.decode(json.getBytes(UTF_8), "r1", APPEND_TIME);
  }
}
