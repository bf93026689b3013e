package dev.plateau.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written is what is read. */
class MessageCodecRoundTripTest {
  private static final int ROUNDS = 3_000;

  @Test
  void envelope_throughProtobuf_isUnchanged() {
    RandomMessages messages = new RandomMessages(1);
    for (int round = 0; round < ROUNDS; round++) {
      Envelope sent = messages.envelope();
      Envelope read = read(sent, MessageCodec.encode(sent), null);
      assertThat(read).as("round %s", round).isEqualTo(sent);
      if (sent.message() instanceof StepBatch batch) {
        // Equality of doubles takes all NaN for one; the bits say more.
        assertThat(Rows.of((StepBatch) read.message())).isEqualTo(Rows.of(batch));
      }
    }
  }

  @Test
  void batch_throughJson_saysTheSameRows() {
    RandomMessages messages = new RandomMessages(2);
    int rows = 0;
    for (int round = 0; round < ROUNDS; round++) {
      StepBatch batch = messages.batch();
      Envelope sent = new Envelope(messages.run(), messages.origin(), batch);
      byte[] json = JsonCodec.encode(sent.run(), sent.origin(), batch);
      Envelope read = read(sent, json, MessageCodec.JSON_CONTENT_TYPE);
      StepBatch readBatch = (StepBatch) read.message();
      assertThat(Rows.withOneNan(readBatch)).isEqualTo(Rows.withOneNan(batch));
      if (batch.size() > 0) {
        assertThat(read.origin()).isEqualTo(sent.origin());
        assertThat(readBatch.experiment()).isEqualTo(batch.experiment());
      }
      rows += batch.size();
    }
    assertThat(rows).isGreaterThan(ROUNDS);
  }

  @Test
  void hardValues_throughBothCodecs_keepTheirBits() {
    double[] values = RandomMessages.HARD_VALUES;
    StepBatch batch =
        new StepBatch(
            new long[values.length],
            new long[values.length],
            0,
            List.of(Column.dense(Metrics.LOSS, values)),
            "");
    Envelope sent = new Envelope(new RunId("r1"), new Origin.Unsequenced(), batch);
    StepBatch protobuf = (StepBatch) read(sent, MessageCodec.encode(sent), null).message();
    assertThat(Rows.of(protobuf)).isEqualTo(Rows.of(batch));
    byte[] json = JsonCodec.encode(sent.run(), sent.origin(), batch);
    assertThat(Rows.withOneNan((StepBatch) read(sent, json, null).message()))
        .isEqualTo(Rows.withOneNan(batch));
  }

  @Test
  void fieldsOfALaterVersion_inProtobuf_areIgnored() {
    Envelope sent = new RandomMessages(3).envelope();
    byte[] known = MessageCodec.encode(sent);
    // Field 15, a varint of 1, before everything else: 0x78 0x01.
    byte[] value = new byte[known.length + 2];
    value[0] = 0x78;
    value[1] = 0x01;
    System.arraycopy(known, 0, value, 2, known.length);
    assertThat(read(sent, value, null)).isEqualTo(sent);
  }

  private static Envelope read(Envelope sent, byte[] value, @Nullable String contentType) {
    Decoded decoded =
        MessageCodec.decode(sent.run().value().getBytes(UTF_8), value, contentType, 0);
    assertThat(decoded).as("%s", sent).isInstanceOf(Decoded.Valid.class);
    return ((Decoded.Valid) decoded).envelope();
  }
}
