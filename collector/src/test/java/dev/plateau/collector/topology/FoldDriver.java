package dev.plateau.collector.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.run.RunFold;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunViews;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology on a driver that needs no broker, with a watermark that the test sets. */
final class FoldDriver implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  final RunViews views = new RunViews(RunLife.DEFAULT);
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> steps;
  private Instant now = START;
  private boolean caughtUp = true;
  private boolean closed;

  FoldDriver() {
    Properties properties =
        StreamsProperties.of(
            new CollectorSettings("unused:1", Map.of(), "test", 1, OptionalInt.empty()));
    driver =
        new TopologyTestDriver(
            RunTopology.build(
                RunLife.DEFAULT, views, (partition, next, last) -> caughtUp ? micros(now) : last),
            properties,
            START);
    steps =
        driver.createInputTopic(Topics.STEPS, new ByteArraySerializer(), new ByteArraySerializer());
  }

  void send(Envelope envelope) {
    send(envelope.run().value(), MessageCodec.encode(envelope));
  }

  void send(@Nullable String key, byte @Nullable [] value) {
    byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    steps.pipeInput(new TestRecord<>(bytes, value, now));
  }

  /** Lets time pass, for records and for the watermark, and the processor see it. */
  void pass(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  /** The table of another collector that is given the partition as it is now. */
  RunViews successor() {
    RunViews taken = new RunViews(RunLife.DEFAULT);
    ProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    new PartitionFold(
        0,
        new RunFold(RunLife.DEFAULT),
        new RunStore(driver.getKeyValueStore(StreamsProperties.STORE)),
        taken,
        new Outbox(context, new EarlyCommit(context, new CommitPace())));
    return taken;
  }

  /** From now on the watermark stays at the last record. */
  void fallBehind() {
    caughtUp = false;
  }

  /** Events that were not read yet, as {@code kind}. */
  List<String> eventKinds() {
    return read(Topics.EVENTS).stream()
        .map(record -> json(record.value()).get("kind").asText())
        .toList();
  }

  /** Registry entries that were not read yet, the last of each run; null where it was removed. */
  Map<String, @Nullable JsonNode> registry() {
    Map<String, @Nullable JsonNode> entries = new LinkedHashMap<>();
    for (TestRecord<byte[], byte[]> record : read(Topics.RUNS)) {
      byte[] value = record.value();
      entries.put(
          new String(record.key(), StandardCharsets.UTF_8), value == null ? null : json(value));
    }
    return entries;
  }

  /** How many registry entries were not read yet. */
  int registryWrites() {
    return read(Topics.RUNS).size();
  }

  List<TestRecord<byte[], byte[]>> deadLetters() {
    return read(Topics.DEAD_LETTER);
  }

  private List<TestRecord<byte[], byte[]>> read(String topic) {
    TestOutputTopic<byte[], byte[]> output =
        driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    return output.readRecordsToList();
  }

  static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long micros(Instant time) {
    return time.toEpochMilli() * 1000;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      driver.close();
    }
  }
}
