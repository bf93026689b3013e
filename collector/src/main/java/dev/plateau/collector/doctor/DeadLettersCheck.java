package dev.plateau.collector.doctor;

import dev.plateau.collector.topology.DeadLetter;
import dev.plateau.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** How many records of the last 24 hours could not be read, and why the last one could not. */
record DeadLettersCheck() implements Check {
  private static final Duration LATELY = Duration.ofHours(24);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int ENOUGH = 10_000;

  @Override
  public String name() {
    return "dead letters";
  }

  @Override
  public Finding look(Cluster cluster)
      throws ExecutionException, TimeoutException, InterruptedException {
    Diagnosis diagnosis = new Diagnosis(name());
    if (!cluster.topics().contains(Topics.DEAD_LETTER)) {
      return diagnosis.fine("none: " + Topics.DEAD_LETTER + " is missing").finding();
    }
    List<TopicPartition> partitions = cluster.partitions(Topics.DEAD_LETTER);
    Map<TopicPartition, Long> ends = cluster.offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, Long> from =
        cluster.offsets(
            partitions, OffsetSpec.forTimestamp(cluster.now().minus(LATELY).toEpochMilli()));
    // -1: there is none of that time or later.
    from.values().removeIf(offset -> offset < 0);
    Letters letters = read(cluster, from, ends);
    if (letters.last == null) {
      return diagnosis.fine("none in the last 24 hours").finding();
    }
    return diagnosis
        .warning(
            (letters.count >= ENOUGH ? "more than " : "")
                + letters.count
                + " in the last 24 hours; the last one: "
                + describe(letters.last),
            "Some program sends what cannot be read: mend it. Each record is in "
                + Topics.DEAD_LETTER
                + " with its reason and where it came from.")
        .finding();
  }

  /** What was read. */
  private static final class Letters {
    private int count;
    private @org.jspecify.annotations.Nullable ConsumerRecord<byte[], byte[]> last;
  }

  private static Letters read(
      Cluster cluster, Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
    Letters letters = new Letters();
    if (from.isEmpty()) {
      return letters;
    }
    try (KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
      long deadline = System.nanoTime() + cluster.patience().toNanos();
      while (letters.count < ENOUGH
          && System.nanoTime() < deadline
          && from.keySet().stream()
              .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          letters.count++;
          letters.last = record;
        }
      }
    }
    return letters;
  }

  private static String describe(ConsumerRecord<byte[], byte[]> letter) {
    return header(letter, DeadLetter.REASON)
        + ", at offset "
        + header(letter, DeadLetter.OFFSET)
        + " of "
        + header(letter, DeadLetter.TOPIC)
        + "-"
        + header(letter, DeadLetter.PARTITION);
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null || header.value() == null
        ? "?"
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
