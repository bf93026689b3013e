package dev.plateau.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever bytes arrive, the answer is a message or a typed refusal that says where. */
@Timeout(300)
class MessageCodecFuzzTest {
  private static final RunId RUN = new RunId("r1");
  private static final byte[] KEY = RUN.value().getBytes(UTF_8);

  @Test
  void protobuf_cutAnywhere_isMalformed() {
    RandomMessages messages = new RandomMessages(11);
    for (int round = 0; round < 80; round++) {
      Envelope envelope = messages.envelope();
      byte[] key = envelope.run().value().getBytes(UTF_8);
      byte[] whole = MessageCodec.encode(envelope);
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThat(decode(key, cut, null))
            .as("%s of %s bytes", length, whole.length)
            .isInstanceOf(Decoded.Malformed.class);
      }
    }
  }

  @Test
  void protobuf_withBytesBehindIt_isNeverReadAsIfTheyWereNotThere() {
    RandomMessages messages = new RandomMessages(12);
    for (int round = 0; round < 100; round++) {
      Envelope envelope = messages.envelope();
      byte[] whole = MessageCodec.encode(envelope);
      byte[] longer = Arrays.copyOf(whole, whole.length + 3);
      longer[whole.length] = 0x0c; // The end of a group that never began.
      assertThat(decode(envelope.run().value().getBytes(UTF_8), longer, null))
          .isInstanceOf(Decoded.Malformed.class);
    }
  }

  @Test
  void json_cutAnywhere_isMalformed() {
    RandomMessages messages = new RandomMessages(13);
    for (int round = 0; round < 10; round++) {
      StepBatch batch = messages.batch();
      byte[] whole = JsonCodec.encode(RUN, messages.origin(), batch);
      for (int length = 0; length < whole.length; length += 1 + length / 100) {
        assertThat(decode(KEY, Arrays.copyOf(whole, length), null))
            .isInstanceOf(Decoded.Malformed.class);
      }
    }
  }

  @Test
  void randomBytes_areMalformedOrValid_neverThrown() {
    SplittableRandom random = new SplittableRandom(14);
    for (int round = 0; round < 10_000; round++) {
      byte[] value = new byte[1 + random.nextInt(80)];
      random.nextBytes(value);
      if (round % 3 == 0) {
        value[0] = (byte) (round % 2 == 0 ? '{' : '[');
      }
      decode(KEY, value, round % 5 == 0 ? MessageCodec.JSON_CONTENT_TYPE : null);
    }
  }

  @Test
  void mutatedRecords_areMalformedOrValid_neverThrown() {
    SplittableRandom random = new SplittableRandom(15);
    RandomMessages messages = new RandomMessages(16);
    int valid = 0;
    for (int round = 0; round < 10_000; round++) {
      byte[] value =
          random.nextBoolean()
              ? MessageCodec.encode(
                  new Envelope(RUN, messages.origin(), messages.envelope().message()))
              : JsonCodec.encode(RUN, messages.origin(), messages.batch());
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        value[random.nextInt(value.length)] = (byte) random.nextInt(256);
      }
      valid += decode(KEY, value, null) instanceof Decoded.Valid ? 1 : 0;
    }
    // Both answers occur, so the loop reaches what is behind the first checks.
    assertThat(valid).isBetween(1_000, 9_000);
  }

  @Test
  void mutatedJsonText_isMalformedOrValid_neverThrown() {
    SplittableRandom random = new SplittableRandom(17);
    String alphabet = "{}[]\",:0123456789eE+-.truefalsnNaIity \\u";
    String template =
        "[{\"run\":\"r1\",\"step\":7,\"time\":1.5e3,\"metrics\":{\"loss\":-0.31e2,\"a/b\":\"NaN\"}},"
            + "{\"step\":8,\"experiment\":\"e\",\"metrics\":{}}]";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder(template);
      for (int edits = 1 + random.nextInt(5); edits > 0; edits--) {
        int at = random.nextInt(text.length());
        char with = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, with);
          case 1 -> text.insert(at, with);
          default -> text.deleteCharAt(at);
        }
      }
      decode(KEY, text.toString().getBytes(UTF_8), MessageCodec.JSON_CONTENT_TYPE);
    }
  }

  /** Decodes, and holds the answer to what every answer must be. */
  private static Decoded decode(byte[] key, byte[] value, @Nullable String contentType) {
    Decoded decoded;
    try {
      decoded = MessageCodec.decode(key, value, contentType, 0);
    } catch (RuntimeException | Error e) {
      throw new AssertionError("thrown for " + HexFormat.of().formatHex(value), e);
    }
    if (decoded instanceof Decoded.Malformed malformed) {
      assertThat(malformed.reason()).isNotEmpty().hasSizeLessThan(400).doesNotContain("null ");
      assertThat(malformed.byteOffset()).isBetween(0L, (long) value.length);
      assertThat(malformed.describe()).contains("at byte").doesNotContainPattern("\\p{Cc}");
    }
    return decoded;
  }
}
