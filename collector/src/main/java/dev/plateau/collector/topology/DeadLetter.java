package dev.plateau.collector.topology;

import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be read, as it is put into {@link Topics#DEAD_LETTER}: where it came from
 * and why in headers, and the beginning of its key and value. Only the beginning, since a record
 * with headers added to it may be larger than a broker takes.
 */
public final class DeadLetter {
  /** Header: what, where and why, in one sentence. */
  public static final String REASON = "reason";

  /** Header: a {@link Decoded.Kind}. */
  public static final String KIND = "kind";

  /** Header: the topic that it was read from. */
  public static final String TOPIC = "origin-topic";

  /** Header: its partition there. */
  public static final String PARTITION = "origin-partition";

  /** Header: its offset there. */
  public static final String OFFSET = "origin-offset";

  /** Bytes that are kept of a key and of a value. */
  static final int MAX_BYTES = 4096;

  private DeadLetter() {}

  static Record<byte[], byte[]> of(
      Record<byte[], byte[]> record, RecordMetadata origin, Decoded.Malformed malformed) {
    Record<byte[], byte[]> letter =
        new Record<>(
            beginning(record.key()), beginning(record.value()), Math.max(0, record.timestamp()));
    header(letter, REASON, malformed.describe());
    header(letter, KIND, malformed.kind().name());
    header(letter, TOPIC, origin.topic());
    header(letter, PARTITION, Integer.toString(origin.partition()));
    header(letter, OFFSET, Long.toString(origin.offset()));
    return letter;
  }

  private static void header(Record<byte[], byte[]> letter, String name, String text) {
    letter.headers().add(name, beginning(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte @Nullable [] beginning(byte @Nullable [] bytes) {
    return bytes == null || bytes.length <= MAX_BYTES ? bytes : Arrays.copyOf(bytes, MAX_BYTES);
  }
}
