package dev.plateau.collector.log;

import dev.plateau.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * A run's records as they come. A broker that goes away is waited for. Holds a connection until
 * closed; for one thread.
 */
public final class FollowedRecords implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final LogConnection connection;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final byte[] run;

  private FollowedRecords(
      LogConnection connection, KafkaConsumer<byte[], byte[]> consumer, String run) {
    this.connection = connection;
    this.consumer = consumer;
    this.run = run.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Connects.
   *
   * @param clientConfig further Kafka client settings, by Kafka's names
   * @param fromOffset of the first record, in the run's partition
   * @throws LogUnavailableException if the settings make no client, or the registry does not know
   *     where the run is
   */
  public static FollowedRecords open(
      String bootstrapServers, Map<String, String> clientConfig, RunEntry run, long fromOffset)
      throws LogUnavailableException {
    if (run.partition() < 0) {
      throw new LogUnavailableException(
          "The registry does not say on which partition run " + run.run() + " is.");
    }
    LogConnection connection = new LogConnection(bootstrapServers, clientConfig);
    KafkaConsumer<byte[], byte[]> consumer = connection.consumer();
    TopicPartition partition = new TopicPartition(Topics.STEPS, run.partition());
    consumer.assign(List.of(partition));
    consumer.seek(partition, fromOffset);
    return new FollowedRecords(connection, consumer, run.run());
  }

  /**
   * What has come; waits a moment where nothing has.
   *
   * @throws LogUnavailableException if the log cannot be read on
   */
  public List<RunRecord> poll() throws LogUnavailableException {
    List<RunRecord> records = new ArrayList<>();
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (Arrays.equals(run, record.key())) {
          records.add(PartitionRecords.toRecord(record));
        }
      }
    } catch (OffsetOutOfRangeException e) {
      throw new LogUnavailableException(
          "The log dropped what was to be read next (retention). Begin again.", e);
    } catch (KafkaException e) {
      throw connection.unavailable(e);
    }
    return records;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
