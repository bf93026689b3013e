package dev.plateau.collector.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.log.PartitionRecords.Stretch;
import dev.plateau.protocol.NearestName;
import dev.plateau.protocol.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a Kafka. The registry says where in {@code plateau.steps} each one is: only these
 * stretches are read, or, where it cannot say, what the time index has between the run's first and
 * last record.
 */
public final class KafkaRuns implements RunLog {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NEAREST = 3;

  private final LogConnection connection;
  private final Registry registry;

  private KafkaRuns(LogConnection connection, Registry registry) {
    this.connection = connection;
    this.registry = registry;
  }

  /**
   * Connects and reads the registry.
   *
   * @param clientConfig further Kafka client settings, by Kafka's names
   * @throws LogUnavailableException if no broker answers within 10 seconds, or has no such topics
   */
  public static RunLog open(String bootstrapServers, Map<String, String> clientConfig)
      throws LogUnavailableException {
    return new KafkaRuns(
        new LogConnection(bootstrapServers, clientConfig),
        Registry.read(bootstrapServers, clientConfig));
  }

  @Override
  public String place() {
    return "the log at " + connection.bootstrapServers();
  }

  @Override
  public List<RunEntry> runs() {
    return registry.runs();
  }

  @Override
  public RunEntry find(String run) throws UnknownRunException {
    return registry
        .find(run)
        .orElseThrow(
            () ->
                new UnknownRunException(
                    run, place(), NearestName.of(run, registry.ids(), NEAREST)));
  }

  @Override
  public RunRecords recordsFrom(RunEntry run, long offset) throws LogUnavailableException {
    KafkaConsumer<byte[], byte[]> consumer = connection.consumer();
    try {
      TopicPartition partition = partition(consumer, run);
      RunExtent extent = RunExtent.find(consumer, partition, run);
      List<Stretch> stretches =
          extent.ranges().stream()
              .map(range -> new Stretch(partition, range.from(offset)))
              .toList();
      return new PartitionRecords(connection, consumer, stretches, run.run(), extent.beginsLate());
    } catch (KafkaException e) {
      consumer.close();
      throw connection.unavailable(e);
    } catch (LogUnavailableException e) {
      consumer.close();
      throw e;
    }
  }

  /** The partition that the registry names, else the one that Kafka's own partitioner chooses. */
  private TopicPartition partition(KafkaConsumer<byte[], byte[]> consumer, RunEntry run)
      throws LogUnavailableException {
    int partitions = connection.partitions(consumer, Topics.STEPS).size();
    int number =
        run.partition() >= 0
            ? run.partition()
            : Utils.toPositive(Utils.murmur2(run.run().getBytes(StandardCharsets.UTF_8)))
                % partitions;
    if (number >= partitions) {
      throw new LogUnavailableException(
          "The registry says that run "
              + run.run()
              + " is on partition "
              + number
              + " of "
              + Topics.STEPS
              + ", which has only "
              + partitions
              + ": the topic was made anew since.");
    }
    return new TopicPartition(Topics.STEPS, number);
  }

  @Override
  public RunRecords allRecords() throws LogUnavailableException {
    KafkaConsumer<byte[], byte[]> consumer = connection.consumer();
    try {
      List<TopicPartition> partitions = connection.partitions(consumer, Topics.STEPS);
      Map<TopicPartition, Long> begins =
          consumer.beginningOffsets(partitions, LogConnection.PATIENCE);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LogConnection.PATIENCE);
      List<Stretch> stretches = new ArrayList<>();
      for (TopicPartition partition : partitions) {
        long begin = begins.getOrDefault(partition, 0L);
        long end = ends.getOrDefault(partition, begin);
        stretches.add(new Stretch(partition, new OffsetRange(begin, Math.max(begin, end))));
      }
      boolean beginsLate = begins.values().stream().anyMatch(begin -> begin > 0);
      return new PartitionRecords(connection, consumer, stretches, null, beginsLate);
    } catch (KafkaException e) {
      consumer.close();
      throw connection.unavailable(e);
    } catch (LogUnavailableException e) {
      consumer.close();
      throw e;
    }
  }

  @Override
  public List<JsonNode> events(RunEntry run) throws LogUnavailableException {
    List<JsonNode> events = new ArrayList<>();
    readEvents(
        beginMillis(run),
        entry -> {
          if (entry.run().equals(run.run())) {
            events.add(parse(entry));
          }
        });
    return events;
  }

  @Override
  public Map<String, List<JsonNode>> allEvents() throws LogUnavailableException {
    Map<String, List<JsonNode>> events = new LinkedHashMap<>();
    readEvents(
        0, entry -> events.computeIfAbsent(entry.run(), r -> new ArrayList<>()).add(parse(entry)));
    return events;
  }

  private void readEvents(long fromMillis, Consumer<TopicReader.Entry> sink)
      throws LogUnavailableException {
    try (TopicReader reader = TopicReader.open(connection, Topics.EVENTS, fromMillis)) {
      reader.readToEnd(sink);
    }
  }

  /**
   * When the run's first record came. The entry knows it, unless the run was forgotten and
   * reopened: then it knows of the reopening only, and the first record itself is asked.
   */
  private long beginMillis(RunEntry run) throws LogUnavailableException {
    if (run.attempts().size() == 1) {
      return run.firstTimeMicros() / 1000;
    }
    try (RunRecords records = records(run)) {
      @Nullable RunRecord first = records.beginsLate() ? null : records.next();
      return first == null ? 0 : first.at().appendTimeMicros() / 1000;
    } catch (LogUnavailableException e) {
      throw e;
    } catch (IOException e) {
      throw new LogUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  private static JsonNode parse(TopicReader.Entry entry) {
    byte[] value = entry.value();
    try {
      return JSON.readTree(value == null ? new byte[0] : value);
    } catch (IOException e) {
      return JSON.createObjectNode().put("run", entry.run()).put("kind", "unreadable");
    }
  }

  @Override
  public void close() {
    // Each reading has a connection of its own.
  }
}
