package dev.plateau.collector.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.collector.embedded.EmbeddedBroker;
import dev.plateau.collector.log.LoggedRuns.Sent;
import dev.plateau.collector.run.RecordPosition;
import dev.plateau.collector.run.Trainer;
import dev.plateau.collector.topology.PlateauTopics;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One run among ten thousand, in a real log. */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaRunsTest {
  private static final int RUNS = 10_000;
  private static final int PARTITIONS = 4;
  private static final int FETCH_BYTES = 1 << 20;
  private static final String SOUGHT = "sought";
  private static final String LIVE = "live";

  @TempDir static Path temp;
  private static EmbeddedBroker broker;
  private static final List<RecordPosition> ofSought = new ArrayList<>();

  @BeforeAll
  static void fillTheLog() throws Exception {
    broker = EmbeddedBroker.start(temp, 0);
    PlateauTopics.ensure(
        broker.bootstrapServers(), Map.of(), OptionalInt.of(PARTITIONS), Duration.ofSeconds(60));
    try (LoggedRuns runs = new LoggedRuns(broker.bootstrapServers())) {
      Trainer sought = new Trainer(SOUGHT, 1);
      Trainer live = new Trainer(LIVE, 2);
      List<Sent> sent = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        Trainer other = new Trainer("run-" + i, 10 + i);
        sent.add(runs.send(other.started("many", 0)));
        for (long k = 0; k < 3; k++) {
          sent.add(runs.send(other.losses(100 * k, 100 * (k + 1))));
        }
        if (i == RUNS / 3) {
          sent.add(runs.send(sought.started("exp", 0)));
        } else if (i > RUNS / 3 && i < RUNS / 2 && i % 20 == 0) {
          sent.add(runs.send(sought.losses(i, i + 20)));
        } else if (i == RUNS / 2) {
          sent.add(runs.send(sought.finished(RunFinished.Outcome.COMPLETED)));
        } else if (i > RUNS - 50) {
          sent.add(runs.send(live.losses(i, i + 1)));
        }
      }
      for (Sent one : sent) {
        RecordPosition at = runs.fold(one);
        if (one.envelope().run().value().equals(SOUGHT)) {
          ofSought.add(at);
        }
      }
      runs.writeRegistry();
      // The registry is behind by this much.
      runs.log(live.losses(RUNS, RUNS + 7));
      runs.log(new Trainer("later", 3).losses(0, 5));
    }
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  private static RunLog open() throws IOException {
    return KafkaRuns.open(broker.bootstrapServers(), Map.of());
  }

  private static List<Long> steps(RunLog log, RunEntry run) throws IOException {
    List<Long> steps = new ArrayList<>();
    try (RunRows rows = ResolvedRows.open(log, run)) {
      while (rows.advance()) {
        steps.add(rows.step());
      }
    }
    return steps;
  }

  @Test
  @Order(1)
  void oneRunAmongTenThousand_costsItsOwnStretchOfTheLog() throws Exception {
    long stretch = bytesBetween(ofSought.get(0), ofSought.get(ofSought.size() - 1));
    try (RunLog log = open();
        RunRecords records = log.records(log.find(SOUGHT))) {
      int count = 0;
      while (records.next() != null) {
        count++;
      }
      assertThat(count).isEqualTo(ofSought.size());
      assertThat(records.beginsLate()).isFalse();
      assertThat(records.progress()).isEqualTo(1);
      assertThat(records.bytesRead()).isLessThanOrEqualTo(stretch + stretch / 10 + FETCH_BYTES);
      // The bound means something only where the whole is far more.
      assertThat(logBytes(ofSought.get(0).partition()))
          .isGreaterThan(2 * (stretch + stretch / 10 + FETCH_BYTES));
    }
  }

  @Test
  @Order(1)
  void offsetsThatTheRegistryDoesNotHave_areFoundByTime() throws Exception {
    try (RunLog log = open()) {
      RunEntry known = log.find(SOUGHT);
      com.fasterxml.jackson.databind.node.ObjectNode without = known.json().deepCopy();
      without.remove("attempts");
      without.remove("partition");
      RunEntry entry = new RunEntry(without);
      assertThat(steps(log, entry)).hasSizeGreaterThan(1000).isEqualTo(steps(log, known));
    }
  }

  @Test
  @Order(1)
  void runThatGoesOn_isReadBeyondItsEntry() throws Exception {
    try (RunLog log = open()) {
      assertThat(steps(log, log.find(LIVE))).endsWith(RUNS + 5L, RUNS + 6L).hasSize(49 + 7);
    }
  }

  @Test
  @Order(1)
  void allRecords_areAllThatTheLogHas() throws Exception {
    try (RunLog log = open();
        RunRecords records = log.allRecords()) {
      long count = 0;
      while (records.next() != null) {
        count++;
      }
      assertThat(count).isEqualTo(4L * RUNS + ofSought.size() + 49 + 1 + 1);
      assertThat(log.runs()).hasSize(RUNS + 2);
    }
  }

  @Test
  @Order(1)
  void events_areThoseOfTheRun() throws Exception {
    try (RunLog log = open()) {
      assertThat(log.events(log.find(SOUGHT)))
          .extracting(event -> event.path("kind").asText())
          .containsExactly("attempt_began", "run_ended");
      assertThat(log.allEvents()).hasSize(RUNS + 3);
    }
  }

  @Test
  @Order(1)
  void unknownRun_getsTheNearest() throws Exception {
    try (RunLog log = open()) {
      assertThatThrownBy(() -> log.find("soght"))
          .hasMessage(
              "There is no run 'soght' in the log at "
                  + broker.bootstrapServers()
                  + "; did you mean 'sought'?");
    }
  }

  @Test
  @Order(2)
  void whatRetentionDropped_isSaid() throws Exception {
    RecordPosition kept = ofSought.get(5);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(Topics.STEPS, kept.partition()),
                  RecordsToDelete.beforeOffset(kept.offset())))
          .all()
          .get(60, TimeUnit.SECONDS);
    }
    try (RunLog log = open();
        RunRows rows = ResolvedRows.open(log, log.find(SOUGHT))) {
      assertThat(rows.beginsLate()).isTrue();
      assertThat(rows.advance()).isTrue();
      assertThat(rows.offset()).isEqualTo(kept.offset());
    }
  }

  @Test
  @Order(3)
  void brokerThatGoesAway_isSaidWithThePlace() throws Exception {
    try (RunLog log = open();
        RunRecords records = log.allRecords()) {
      assertThat(records.next()).isNotNull();
      broker.close();
      assertThatThrownBy(
              () -> {
                while (records.next() != null) {
                  // To the end, which cannot be reached.
                }
              })
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageMatching(
              "The broker at .* stopped answering; the log was read up to offset \\d+ of"
                  + " plateau.steps-\\d\\.");
    }
    assertThatThrownBy(KafkaRunsTest::open)
        .hasMessageStartingWith("No Kafka broker answers at " + broker.bootstrapServers());
  }

  /** Size of the batches that hold the two records and all between. */
  private static long bytesBetween(RecordPosition first, RecordPosition last) throws IOException {
    return bytes(first.partition(), first.offset(), last.offset());
  }

  private static long logBytes(int partition) throws IOException {
    return bytes(partition, 0, Long.MAX_VALUE);
  }

  private static long bytes(int partition, long firstOffset, long lastOffset) throws IOException {
    Path segment;
    try (var files = java.nio.file.Files.walk(temp)) {
      segment =
          files
              .filter(
                  file ->
                      file.endsWith(Topics.STEPS + "-" + partition + "/" + "0".repeat(20) + ".log"))
              .findFirst()
              .orElseThrow();
    }
    long bytes = 0;
    try (FileRecords records = FileRecords.open(segment.toFile(), false)) {
      for (RecordBatch batch : records.batches()) {
        if (batch.lastOffset() >= firstOffset && batch.baseOffset() <= lastOffset) {
          bytes += batch.sizeInBytes();
        }
      }
    }
    return bytes;
  }
}
