package dev.plateau.collector.log;

import dev.plateau.collector.run.RecordPosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The records of stretches of partitions, of one run or of all. */
final class PartitionRecords implements RunRecords {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final String CONTENT_TYPE = "content-type";

  private final LogConnection connection;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Deque<Stretch> stretches;
  private final long totalOffsets;
  private final byte @Nullable [] run;
  private final boolean beginsLate;
  private final List<Metric> incomingBytes;

  private @Nullable Stretch present;
  private long passedOffsets;
  private Iterator<ConsumerRecord<byte[], byte[]>> fetched =
      List.<ConsumerRecord<byte[], byte[]>>of().iterator();
  private long idleSinceNanos = System.nanoTime();

  /** A range of a partition. */
  record Stretch(TopicPartition partition, OffsetRange range) {}

  /**
   * @param consumer is closed with this
   * @param stretches in the order in which they are read; empty ones are left out
   * @param run whose records to give; null: all
   * @param beginsLate what {@link RunRecords#beginsLate} says
   */
  PartitionRecords(
      LogConnection connection,
      KafkaConsumer<byte[], byte[]> consumer,
      List<Stretch> stretches,
      @Nullable String run,
      boolean beginsLate) {
    this.connection = connection;
    this.consumer = consumer;
    this.stretches = new ArrayDeque<>(stretches.stream().filter(s -> s.range.size() > 0).toList());
    this.run = run == null ? null : run.getBytes(StandardCharsets.UTF_8);
    this.beginsLate = beginsLate;
    totalOffsets = this.stretches.stream().mapToLong(s -> s.range.size()).sum();
    incomingBytes = new ArrayList<>();
    for (Map.Entry<MetricName, ? extends Metric> metric : consumer.metrics().entrySet()) {
      if (metric.getKey().name().equals("incoming-byte-total")
          && metric.getKey().group().equals("consumer-metrics")) {
        incomingBytes.add(metric.getValue());
      }
    }
  }

  @Override
  public @Nullable RunRecord next() throws LogUnavailableException {
    while (true) {
      while (fetched.hasNext()) {
        ConsumerRecord<byte[], byte[]> record = fetched.next();
        if (isWanted(record)) {
          return toRecord(record);
        }
      }
      if (!moveOn()) {
        return null;
      }
      fetch();
    }
  }

  private boolean isWanted(ConsumerRecord<byte[], byte[]> record) {
    return present != null
        && record.offset() < present.range.to()
        && (run == null || Arrays.equals(run, record.key()));
  }

  /** Begins the next stretch where the present one is at its end; false: there is none. */
  private boolean moveOn() {
    if (present != null && consumer.position(present.partition) < present.range.to()) {
      return true;
    }
    if (present != null) {
      passedOffsets += present.range.size();
    }
    present = stretches.poll();
    if (present == null) {
      consumer.unsubscribe();
      return false;
    }
    consumer.assign(List.of(present.partition));
    consumer.seek(present.partition, present.range.from());
    idleSinceNanos = System.nanoTime();
    return true;
  }

  private void fetch() throws LogUnavailableException {
    try {
      fetched = consumer.poll(POLL).iterator();
    } catch (OffsetOutOfRangeException e) {
      throw new LogUnavailableException(
          "The log dropped "
              + where()
              + " while it was read (retention). Read it again: it begins later now.",
          e);
    } catch (KafkaException e) {
      throw new LogUnavailableException(
          "The broker at "
              + connection.bootstrapServers()
              + " could not be read on from "
              + where()
              + ": "
              + e.getMessage(),
          e);
    }
    if (fetched.hasNext()) {
      idleSinceNanos = System.nanoTime();
    } else if (System.nanoTime() - idleSinceNanos > LogConnection.PATIENCE.toNanos()) {
      throw new LogUnavailableException(
          "The broker at "
              + connection.bootstrapServers()
              + " stopped answering; the log was read up to "
              + where()
              + ".");
    }
  }

  private String where() {
    return present == null
        ? "its end"
        : "offset " + consumer.position(present.partition) + " of " + present.partition;
  }

  /** The record as the log gave it. */
  static RunRecord toRecord(ConsumerRecord<byte[], byte[]> record) {
    Header contentType = record.headers().lastHeader(CONTENT_TYPE);
    byte[] type = contentType == null ? null : contentType.value();
    byte[] key = record.key();
    return new RunRecord(
        new RecordPosition(record.partition(), record.offset(), record.timestamp() * 1000),
        key == null ? new byte[0] : key,
        record.value(),
        type == null ? null : new String(type, StandardCharsets.UTF_8));
  }

  @Override
  public long bytesRead() {
    double bytes = 0;
    for (Metric metric : incomingBytes) {
      bytes += metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
    }
    return (long) bytes;
  }

  @Override
  public double progress() {
    if (totalOffsets == 0 || (present == null && stretches.isEmpty())) {
      return 1;
    }
    long inPresent =
        present == null
            ? 0
            : Math.max(0, consumer.position(present.partition) - present.range.from());
    return Math.min(1, (double) (passedOffsets + inPresent) / totalOffsets);
  }

  @Override
  public boolean beginsLate() {
    return beginsLate;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
