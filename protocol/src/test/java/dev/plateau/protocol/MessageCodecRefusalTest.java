package dev.plateau.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.plateau.protocol.Decoded.Kind;
import dev.plateau.protocol.wire.Wire;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records that are well formed in transport but say what cannot be: each refusal names it. */
class MessageCodecRefusalTest {
  @Test
  void missingValue_isEmpty() {
    assertThat(refusal("r1", null).kind()).isEqualTo(Kind.EMPTY);
    assertThat(refusal("r1", new byte[0]).kind()).isEqualTo(Kind.EMPTY);
  }

  @Test
  void otherKeyThanRun_isKeyMismatch_namingBoth() {
    byte[] value = MessageCodec.encode(deleted("r1"));
    Decoded.Malformed other = refusal("r2", value);
    assertThat(other.kind()).isEqualTo(Kind.KEY_MISMATCH);
    assertThat(other.describe()).contains("run").contains("'r1'").contains("'r2'");
    Decoded.Malformed none = refusal(null, value);
    assertThat(none.kind()).isEqualTo(Kind.KEY_MISMATCH);
    byte[] json = "{\"run\":\"r1\",\"step\":1,\"metrics\":{}}".getBytes(UTF_8);
    assertThat(refusal("r2", json).kind()).isEqualTo(Kind.KEY_MISMATCH);
  }

  @Test
  void badRun_isInvalid_quotingItWithoutControlCharacters() {
    assertInvalid(wire -> wire.setRun("a b\u0007\u009b\nc"), "run", "'a b???c'");
    assertInvalid(wire -> wire.setRun("").getDeletedBuilder(), "run", "''");
    assertInvalid(wire -> wire.setRun("x".repeat(129)), "run", "…'");
  }

  @Test
  void noPayload_isUnknownMessage() {
    Wire.Envelope none = Wire.Envelope.newBuilder().setRun("r1").setSequence(3).build();
    assertThat(refusal("r1", none.toByteArray()).kind()).isEqualTo(Kind.UNKNOWN_MESSAGE);
    // Field 104, length-delimited, empty: a message of a later version.
    byte[] later =
        none.toByteString()
            .concat(ByteString.copyFrom(new byte[] {(byte) 0xc2, 0x06, 0}))
            .toByteArray();
    Decoded.Malformed refusal = refusal("r1", later);
    assertThat(refusal.kind()).isEqualTo(Kind.UNKNOWN_MESSAGE);
    assertThat(refusal.field()).isEqualTo("payload");
  }

  @Test
  void countsBelowZero_areInvalid_namingFieldAndValue() {
    assertInvalid(
        wire -> wire.setSessionLow(1).setSequence(-3).getDeletedBuilder(), "sequence", "got -3");
    assertInvalid(wire -> wire.getStepsBuilder().setDroppedSteps(-4), "steps", "dropped_steps");
    assertInvalid(
        wire -> wire.getFinishedBuilder().setOutcomeValue(1).setDroppedSteps(-5), "", "-5");
    assertInvalid(wire -> wire.getStartedBuilder().setExperiment("e").setFirstStep(-6), "", "-6");
    assertInvalid(
        wire -> wire.getStartedBuilder().setExperiment("e").setPlannedSteps(-7), "", "-7");
    assertInvalid(
        wire -> wire.getStepsBuilder().addStepDeltas(-8).addTimeDeltasMicros(0),
        "steps",
        "step must be >= 0, got -8");
  }

  @Test
  void missingExperiment_isInvalid() {
    assertInvalid(wire -> wire.getStartedBuilder().setName("n"), "started", "experiment");
  }

  @Test
  void unknownOutcome_isInvalid_namingIt() {
    assertInvalid(
        wire -> wire.getFinishedBuilder().setOutcomeValue(0), "finished.outcome", "got 0");
    assertInvalid(
        wire -> wire.getFinishedBuilder().setOutcomeValue(9), "finished.outcome", "got 9");
  }

  @Test
  void stepsWithoutTimes_areInvalid() {
    assertInvalid(
        wire -> wire.getStepsBuilder().addStepDeltas(1),
        "steps.time_deltas_micros",
        "1 steps and 0 times");
  }

  @Test
  void columnsThatDoNotFit_areInvalid_namingWhichAndWhat() {
    assertColumn(c -> c.setMetric("loss").addValues(1), "column loss has 1 values for 2 rows");
    assertColumn(c -> c.setMetric("loss").addRows(2).addValues(1), "names row 2 of 2");
    assertColumn(c -> c.setMetric("loss").addRows(0), "has 1 rows but 0 values");
    assertColumn(c -> c.setMetric("l").addRows(1).addRows(1).addValues(1).addValues(1), "got 1");
    assertColumn(c -> c.setMetric("l").addRows(-1).addValues(1), "must be ascending");
    assertColumn(c -> c.addValues(1).addValues(1), "steps.columns[0]");
    assertColumn(c -> c.setMetric("x\ty").addValues(1).addValues(1), "'x?y'");
    assertInvalid(
        wire -> {
          wire.getStepsBuilder().addColumnsBuilder().setMetric("a/b");
          wire.getStepsBuilder().addColumnsBuilder().setMetric("a").setLayer("b");
        },
        "steps",
        "metric a/b has two columns");
  }

  @Test
  void textThatIsNotUtf8_isNotProtobuf() {
    byte[] value = MessageCodec.encode(deleted("run"));
    value[2] = (byte) 0xff;
    assertThat(refusal("run", value).kind()).isEqualTo(Kind.NOT_PROTOBUF);
  }

  @Test
  void plainText_isNotProtobuf() {
    Decoded.Malformed refusal = refusal("r1", "step=7 loss=0.31".getBytes(ISO_8859_1));
    assertThat(refusal.kind()).isEqualTo(Kind.NOT_PROTOBUF);
    assertThat(refusal.describe()).contains("16 bytes");
  }

  private static Envelope deleted(String run) {
    return new Envelope(new RunId(run), new Origin.Unsequenced(), new RunDeleted());
  }

  private static void assertColumn(Consumer<Wire.Column.Builder> column, String sentence) {
    assertInvalid(
        wire -> {
          wire.getStepsBuilder().addStepDeltas(1).addStepDeltas(1);
          wire.getStepsBuilder().addTimeDeltasMicros(1).addTimeDeltasMicros(1);
          column.accept(wire.getStepsBuilder().addColumnsBuilder());
        },
        "steps",
        sentence);
  }

  private static void assertInvalid(
      Consumer<Wire.Envelope.Builder> fields, String field, String sentence) {
    Wire.Envelope.Builder wire = Wire.Envelope.newBuilder().setRun("r1");
    fields.accept(wire);
    Decoded.Malformed refusal = refusal("r1", wire.build().toByteArray());
    assertThat(refusal.kind()).isEqualTo(Kind.INVALID_FIELD);
    assertThat(refusal.field()).startsWith(field).isNotEmpty();
    assertThat(refusal.describe()).contains(sentence);
  }

  private static Decoded.Malformed refusal(@Nullable String key, byte @Nullable [] value) {
    Decoded decoded = MessageCodec.decode(key == null ? null : key.getBytes(UTF_8), value, null, 0);
    assertThat(decoded).isInstanceOf(Decoded.Malformed.class);
    return (Decoded.Malformed) decoded;
  }
}
