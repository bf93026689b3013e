package dev.plateau.collector.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.embedded.EmbeddedBroker;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunPhase;
import dev.plateau.collector.run.RunView;
import dev.plateau.collector.run.RunViews;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.Topics;
import dev.plateau.publisher.PublisherSettings;
import dev.plateau.publisher.RunDescription;
import dev.plateau.publisher.RunPublisher;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Publisher, broker and collector, all real, in one JVM. */
class CollectorEndToEndTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int STEPS = 500;

  @TempDir static Path temp;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start(temp, 0);
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  @Test
  void publishedRun_isFoldedToldAndRememberedOverARestart() throws Exception {
    RunViews views = new RunViews(RunLife.DEFAULT);
    try (Collector collector = Collector.start(settings(), RunLife.DEFAULT, views);
        TopicReader registry = new TopicReader(broker.bootstrapServers(), Topics.RUNS);
        TopicReader events = new TopicReader(broker.bootstrapServers(), Topics.EVENTS)) {
      await(collector::isReady);
      publish("published");

      JsonNode entry =
          registry.awaitLast("published", run -> run.get("phase").asText().equals("completed"));
      assertThat(entry.at("/ledger/steps").asLong()).isEqualTo(STEPS);
      assertThat(entry.at("/ledger/applied").asLong())
          .isEqualTo(entry.at("/ledger/received").asLong());
      assertThat(entry.at("/ledger/missing").asLong()).isZero();
      assertThat(entry.at("/step").asLong()).isEqualTo(STEPS - 1);
      List<JsonNode> told = events.awaitAll(all -> all.size() >= 2);
      assertThat(told)
          .extracting(event -> event.get("kind").asText())
          .contains("attempt_began", "run_ended");
    }
    assertThat(views.rows()).as("a closed collector shows nothing").isEmpty();

    RunViews restored = new RunViews(RunLife.DEFAULT);
    try (Collector collector = Collector.start(settings(), RunLife.DEFAULT, restored)) {
      await(collector::isReady);
      await(() -> view(restored, "published").isPresent());
      RunView run = view(restored, "published").orElseThrow().view();
      assertThat(run.phase()).isEqualTo(RunPhase.COMPLETED);
      assertThat(run.lastStep()).isEqualTo(STEPS - 1);
      // Nothing has come since: only the broker's word can move it past the last record.
      await(
          () ->
              view(restored, "published").orElseThrow().watermarkMicros() > run.lastAppendMicros());
    }
  }

  /** The marker of a transaction is the last thing on its partition, and no fold ever sees it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void transactionAtTheEnd_committedOrAborted_doesNotHoldTheWatermark(boolean commits)
      throws Exception {
    String run = "transactional-" + commits;
    RunViews views = new RunViews(RunLife.DEFAULT);
    try (Collector collector = Collector.start(settings(), RunLife.DEFAULT, views)) {
      await(collector::isReady);
      publish(run);
      long sentMicros = sendInTransaction(run, commits);
      await(() -> view(views, run).isPresent());
      await(() -> view(views, run).orElseThrow().watermarkMicros() > sentMicros);
    }
  }

  private static Optional<RunViews.Row> view(RunViews views, String run) {
    return views.rows().stream().filter(row -> row.view().run().equals(run)).findFirst();
  }

  /** Sends a record to the run's partition; returns when, after the marker was written. */
  private static long sendInTransaction(String run, boolean commits) throws Exception {
    byte[] record =
        "{\"run\":\"%s\",\"step\":501,\"metrics\":{\"loss\":1}}".formatted(run).getBytes(UTF_8);
    Map<String, Object> config =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", run);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(Topics.STEPS, run.getBytes(UTF_8), record)).get();
      if (commits) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  @Test
  void threadThatDied_isReplacedAfterACommitThatCouldNotBeEnded_andStopsTheCollectorElse()
      throws Exception {
    RunViews views = new RunViews(RunLife.DEFAULT);
    try (Collector collector = Collector.start(settings(), RunLife.DEFAULT, views)) {
      assertThat(collector.failed(new StreamsException(new InvalidTxnStateException("timed out"))))
          .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
      assertThat(collector.failure()).isNotDone();

      assertThat(collector.failed(new StreamsException(new IllegalStateException("a bug"))))
          .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
      assertThat(collector.failure().get())
          .hasMessage("The collector stops: java.lang.IllegalStateException: a bug");
    }
  }

  @Test
  void stepsTopic_withAnotherNumberOfPartitions_isRefused() throws Exception {
    ensure(OptionalInt.empty());
    assertThatThrownBy(() -> ensure(OptionalInt.of(12)))
        .isInstanceOf(CollectorException.class)
        .hasMessageContaining("has 8 partitions, 12 were asked for");
    ensure(OptionalInt.of(8));
  }

  @Test
  void stepsTopic_withTrainersTimestamps_isRefused() throws Exception {
    ensure(OptionalInt.empty());
    setTimestampType("CreateTime");
    try {
      assertThatThrownBy(() -> ensure(OptionalInt.empty()))
          .isInstanceOf(CollectorException.class)
          .hasMessageContaining("message.timestamp.type=LogAppendTime")
          .hasMessageContaining("has CreateTime");
    } finally {
      setTimestampType("LogAppendTime");
    }
  }

  @Test
  void broker_thatDoesNotAnswer_isNamedInOneSentence() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + silent.getLocalPort();
      assertThatThrownBy(
              () ->
                  PlateauTopics.ensure(
                      address, Map.of(), OptionalInt.empty(), Duration.ofMillis(500)))
          .isInstanceOf(CollectorException.class)
          .hasMessageStartingWith("No Kafka broker answers at " + address);
    }
  }

  private static CollectorSettings settings() {
    return new CollectorSettings(
        broker.bootstrapServers(), Map.of(), "end-to-end", 2, OptionalInt.empty());
  }

  private static void publish(String run) {
    PublisherSettings settings =
        PublisherSettings.builder()
            .bootstrapServers(broker.bootstrapServers())
            .runId(new RunId(run))
            .build();
    try (RunPublisher publisher = RunPublisher.start(settings, RunDescription.of("end-to-end"))) {
      for (int step = 0; step < STEPS; step++) {
        publisher.log(step, Map.of("loss", 1.0 / (1 + step)));
      }
    }
  }

  private static void ensure(OptionalInt partitions) throws Exception {
    PlateauTopics.ensure(broker.bootstrapServers(), Map.of(), partitions, PATIENCE);
  }

  private static void setTimestampType(String type) throws Exception {
    ConfigResource steps = new ConfigResource(ConfigResource.Type.TOPIC, Topics.STEPS);
    AlterConfigOp set =
        new AlterConfigOp(
            new ConfigEntry("message.timestamp.type", type), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.incrementalAlterConfigs(Map.of(steps, List.of(set))).all().get(30, TimeUnit.SECONDS);
      await(() -> timestampType(admin, steps).equals(type));
    }
  }

  private static String timestampType(Admin admin, ConfigResource topic) {
    try {
      return admin
          .describeConfigs(List.of(topic))
          .all()
          .get(30, TimeUnit.SECONDS)
          .values()
          .iterator()
          .next()
          .get("message.timestamp.type")
          .value();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain");
      }
      Thread.sleep(20);
    }
  }
}
