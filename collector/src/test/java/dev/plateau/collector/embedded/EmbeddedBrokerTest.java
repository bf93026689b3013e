package dev.plateau.collector.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  @TempDir Path temp;

  @Test
  void broker_closedAndStartedAgain_keepsDataAndLeavesNothingBehind() throws Exception {
    Path directory = temp.resolve("made/by/the/broker");
    int port;
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      port = port(broker);
      makeTopic(broker, "kept");
      send(broker, "kept", "first");
      assertThat(transactionVersion(broker))
          .isEqualTo(new FinalizedVersionRange((short) 2, (short) 2));
    }
    // Kafka's metrics library keeps its own two threads for ever; counted from here, they are
    // known.
    Set<Thread> before = liveThreads();

    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, port)) {
      assertThat(port(broker)).isEqualTo(port);
      send(broker, "kept", "second");
      assertThat(read(broker, "kept", 2)).containsExactly("first", "second");
    }

    assertThat(liveThreads()).isSubsetOf(before);
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.isBound()).isTrue();
    }
    try (DirectoryLock lock = DirectoryLock.tryLock(directory).orElseThrow()) {
      assertThat(lock).isNotNull();
    }
  }

  @Test
  void broker_directoryOfRunningBroker_isRefusedAndLeavesItRunning() throws Exception {
    try (EmbeddedBroker running = EmbeddedBroker.start(temp, 0)) {
      makeTopic(running, "before");

      BrokerException refused = Refusal.of(() -> EmbeddedBroker.start(temp, 0));

      assertThat(refused.kind()).isEqualTo(BrokerException.Kind.DIRECTORY_LOCKED);
      assertThat(refused).hasMessageContaining(temp.toRealPath().toString());
      makeTopic(running, "after");
    }
  }

  @Test
  void broker_thatKafkaWouldHaltTheJvmFor_saysSoAndCloses() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(temp, 0)) {
      assertThat(broker.fatalFault()).isNotDone();

      assertThatThrownBy(() -> Exit.halt(1, "all log dirs have failed"))
          .isInstanceOf(IllegalStateException.class);

      assertThat(broker.fatalFault().get(10, TimeUnit.SECONDS))
          .hasMessageContaining(temp.toRealPath().toString())
          .hasMessageContaining("all log dirs have failed");
    }
    EmbeddedBroker.start(temp, 0).close();
  }

  static int port(EmbeddedBroker broker) {
    return Integer.parseInt(broker.bootstrapServers().split(":", 2)[1]);
  }

  private static Map<String, Object> client(EmbeddedBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private static void makeTopic(EmbeddedBroker broker, String topic) throws Exception {
    try (Admin admin = Admin.create(client(broker))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, SECONDS);
    }
  }

  /** As {@code transaction.version}: from what level to what level is used. */
  private static @Nullable FinalizedVersionRange transactionVersion(EmbeddedBroker broker)
      throws Exception {
    try (Admin admin = Admin.create(client(broker))) {
      return admin
          .describeFeatures()
          .featureMetadata()
          .get(30, SECONDS)
          .finalizedFeatures()
          .get("transaction.version");
    }
  }

  private static void send(EmbeddedBroker broker, String topic, String value) throws Exception {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(client(broker), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)))
          .get(30, SECONDS);
    }
  }

  private static List<String> read(EmbeddedBroker broker, String topic, int count) {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            client(broker), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<String> values = new ArrayList<>();
      long deadline = System.nanoTime() + SECONDS.toNanos(30);
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
      }
      return values;
    }
  }

  private static Set<Thread> liveThreads() throws IOException {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .collect(Collectors.toSet());
  }
}
