package dev.plateau.collector.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.Condition;
import dev.plateau.collector.FreePort;
import dev.plateau.collector.embedded.EmbeddedBroker;
import dev.plateau.collector.log.Registry;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunViews;
import dev.plateau.collector.run.Trainer;
import dev.plateau.collector.topology.Collector;
import dev.plateau.collector.topology.CollectorSettings;
import dev.plateau.collector.topology.PlateauTopics;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.StepBatch;
import dev.plateau.protocol.StepBatchBuilder;
import dev.plateau.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real broker with something wrong about it, and what each check says. */
@Timeout(120)
class DoctorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int PARTITIONS = 2;

  @TempDir static Path temp;
  private static EmbeddedBroker broker;
  private static Admin admin;

  private Cluster cluster;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start(temp, 0);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stopBroker() throws Exception {
    admin.close();
    broker.close();
  }

  @BeforeEach
  void makeTopics() throws Exception {
    PlateauTopics.ensure(
        broker.bootstrapServers(), Map.of(), OptionalInt.of(PARTITIONS), Duration.ofSeconds(60));
    cluster = cluster(InstantSource.system());
  }

  /** Each test finds a Kafka that no collector has run on. */
  @AfterEach
  void removeTopics() throws Exception {
    cluster.close();
    Collection<String> topics =
        admin.listTopics().names().get(30, TimeUnit.SECONDS).stream()
            .filter(topic -> topic.startsWith("plateau"))
            .toList();
    admin.deleteTopics(topics).all().get(30, TimeUnit.SECONDS);
    for (var group : admin.listGroups().all().get(30, TimeUnit.SECONDS)) {
      admin.deleteConsumerGroups(List.of(group.groupId())).all().get(30, TimeUnit.SECONDS);
    }
    Condition.await(
        "the topics' disappearance",
        () ->
            admin.listTopics().names().get(30, TimeUnit.SECONDS).stream()
                .noneMatch(topic -> topic.startsWith("plateau")));
  }

  private static Cluster cluster(InstantSource clock) {
    return new Cluster(broker.bootstrapServers(), Map.of(), PATIENCE, clock);
  }

  private Finding look(Check check) throws Exception {
    return Examination.look(check, cluster);
  }

  private void assertOk(Check check) throws Exception {
    Finding finding = look(check);
    assertThat(finding.level()).as(finding.toString()).isEqualTo(Level.OK);
    assertThat(finding.advice()).isEmpty();
  }

  private Finding assertFound(Check check, Level level, String text) throws Exception {
    Finding finding = look(check);
    assertThat(finding.level()).as(finding.toString()).isEqualTo(level);
    assertThat(finding.text()).contains(text);
    assertThat(finding.advice()).isNotEmpty();
    return finding;
  }

  private static Collector collector() throws Exception {
    return Collector.start(
        new CollectorSettings(
            broker.bootstrapServers(), Map.of(), "doctor", 1, OptionalInt.empty()),
        RunLife.DEFAULT,
        new RunViews(RunLife.DEFAULT));
  }

  private static void send(Envelope... envelopes) {
    for (Envelope envelope : envelopes) {
      send(envelope.run().value(), MessageCodec.encode(envelope));
    }
  }

  private static void send(String run, byte[] value) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var unused =
          producer.send(
              new ProducerRecord<>(Topics.STEPS, run.getBytes(StandardCharsets.UTF_8), value));
    }
  }

  private static void set(String topic, String setting, String value) throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(
                    new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET))))
        .all()
        .get(30, TimeUnit.SECONDS);
  }

  private static void awaitRun(String run) throws Exception {
    Condition.await(
        "the run in the registry",
        () -> Registry.read(broker.bootstrapServers(), Map.of()).find(run).isPresent());
  }

  @Test
  void healthyInstallation_hasNoProblem_andOneFindingForEachCheck() throws Exception {
    try (Collector collector = collector()) {
      Condition.await("the collector", collector::isReady);
      List<Finding> told = new ArrayList<>();
      List<Finding> findings =
          new Examination(
                  broker.bootstrapServers(),
                  Map.of(),
                  PATIENCE,
                  InstantSource.system(),
                  "plateau 1")
              .run(told::add);
      assertThat(findings).isEqualTo(told).extracting(Finding::check).doesNotHaveDuplicates();
      assertThat(findings).hasSize(11);
      assertThat(findings).noneMatch(finding -> finding.level() == Level.PROBLEM);
      assertThat(findings.get(0).text()).contains("plateau 1", "Java");
    }
  }

  @Test
  void stoppedBroker_isAProblem_andNothingElseIsAsked() throws Exception {
    String nowhere = "127.0.0.1:" + FreePort.find();
    List<Finding> findings =
        new Examination(
                nowhere, Map.of(), Duration.ofSeconds(1), InstantSource.system(), "plateau 1")
            .run(finding -> {});
    assertThat(findings).extracting(Finding::check).containsExactly("versions", "broker");
    assertThat(findings.get(1).level()).isEqualTo(Level.PROBLEM);
    assertThat(findings.get(1).text()).contains(nowhere);
    assertThat(findings.get(1).advice()).contains("plateau broker");
  }

  @Test
  void settingsThatMakeNoClient_areAProblem() throws Exception {
    List<Finding> findings =
        new Examination(
                "no-port", Map.of(), Duration.ofSeconds(1), InstantSource.system(), "plateau 1")
            .run(finding -> {});
    assertThat(findings).last().satisfies(f -> assertThat(f.level()).isEqualTo(Level.PROBLEM));
    assertThat(findings).last().satisfies(f -> assertThat(f.text()).contains("no-port"));
  }

  @Test
  void missingTopic_isAProblem() throws Exception {
    assertOk(new TopicsCheck());
    admin.deleteTopics(List.of(Topics.EVENTS)).all().get(30, TimeUnit.SECONDS);
    assertFound(new TopicsCheck(), Level.PROBLEM, Topics.EVENTS + " is missing");
  }

  @Test
  void trainersTimestamps_areAProblem() throws Exception {
    set(Topics.STEPS, "message.timestamp.type", "CreateTime");
    assertThat(
            assertFound(
                    new TopicsCheck(), Level.PROBLEM, "message.timestamp.type=CreateTime, not Log")
                .advice())
        .contains("--add-config message.timestamp.type=LogAppendTime");
  }

  @Test
  void settings_thatCostSomethingOnly_areAWarning_andBetterOnesAreNone() throws Exception {
    set(Topics.RUNS, "max.message.bytes", Integer.toString(16 << 20));
    set(Topics.STEPS, "retention.ms", "1000000");
    assertOk(new TopicsCheck());
    set(Topics.EVENTS, "retention.ms", "1000000");
    assertFound(new TopicsCheck(), Level.WARNING, "retention.ms=1000000, not -1");
    set(Topics.RUNS, "max.message.bytes", "1000000");
    assertFound(new TopicsCheck(), Level.PROBLEM, "max.message.bytes=1000000");
  }

  @Test
  void partitionsThatWereAdded_areAProblem() throws Exception {
    try (Collector collector = collector()) {
      Condition.await("the collector", collector::isReady);
      assertOk(new TopicsCheck());
    }
    admin
        .createPartitions(Map.of(Topics.STEPS, NewPartitions.increaseTo(PARTITIONS + 1)))
        .all()
        .get(30, TimeUnit.SECONDS);
    assertFound(new TopicsCheck(), Level.PROBLEM, "has 3 partitions");
  }

  @Test
  void collectors_areFoundWhileTheyRun_andMissedBeforeAndAfter() throws Exception {
    assertFound(new CollectorsCheck(), Level.PROBLEM, "no collector is running");
    try (Collector collector = collector()) {
      Condition.await("the collector", collector::isReady);
      Condition.await(
          "the group", () -> look(new CollectorsCheck()).text().contains("2 partitions at 127."));
      assertOk(new CollectorsCheck());
    }
    assertFound(new CollectorsCheck(), Level.PROBLEM, "no collector is running");
  }

  @Test
  void records_thatNobodyFolds_areLag_inRecordsAndInTime() throws Exception {
    assertOk(new LagCheck());
    Trainer trainer = new Trainer("r", 1);
    send(trainer.started("e", 0), trainer.losses(0, 5), trainer.losses(5, 9));
    assertThat(look(new LagCheck()).text()).contains("3 records are not folded yet");
    try (Cluster later = cluster(() -> Instant.now().plusSeconds(60))) {
      Finding finding = Examination.look(new LagCheck(), later);
      assertThat(finding.level()).isEqualTo(Level.WARNING);
      assertThat(finding.text()).containsPattern("3 records, 6[0-9]\\.[0-9] s");
    }
    try (Cluster later = cluster(() -> Instant.now().plus(Duration.ofHours(1)))) {
      assertThat(Examination.look(new LagCheck(), later).level()).isEqualTo(Level.PROBLEM);
    }
    try (Collector collector = collector()) {
      Condition.await("the fold", () -> look(new LagCheck()).text().equals("all is folded"));
      assertThat(collector.failure()).isNotDone();
    }
  }

  @Test
  void records_thatWereDroppedBeforeTheyWereFolded_areAProblem() throws Exception {
    try (Collector collector = collector()) {
      Condition.await("the collector", collector::isReady);
      send(new Trainer("r", 1).started("e", 0));
      awaitRun("r");
    }
    Trainer trainer = new Trainer("r", 2);
    send(trainer.started("e", 0), trainer.losses(0, 5), trainer.losses(5, 9));
    drop(3);
    assertFound(new LagCheck(), Level.PROBLEM, "before a collector had folded them");
  }

  /** Drops the first records of each partition that has as many. */
  private static void drop(long before) throws Exception {
    for (int i = 0; i < PARTITIONS; i++) {
      TopicPartition partition = new TopicPartition(Topics.STEPS, i);
      long end =
          admin
              .listOffsets(Map.of(partition, OffsetSpec.latest()))
              .partitionResult(partition)
              .get(30, TimeUnit.SECONDS)
              .offset();
      admin
          .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(Math.min(before, end))))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void runs_whoseBeginningIsDroppedOrWillBe_areNamed_andEndedOnesThatAreGoneAreCounted()
      throws Exception {
    try (Collector collector = collector()) {
      Condition.await("the collector", collector::isReady);
      Trainer trainer = new Trainer("young", 1);
      send(trainer.started("e", 0), trainer.losses(0, 5), trainer.losses(5, 9));
      // An end is written at once, with all offsets.
      send(trainer.finished(RunFinished.Outcome.COMPLETED));
      Condition.await(
          "its end",
          () ->
              Registry.read(broker.bootstrapServers(), Map.of())
                  .find("young")
                  .filter(RunEntry::isEnded)
                  .isPresent());
      assertOk(new RetentionCheck());
      try (Cluster later = cluster(() -> Instant.now().plus(Duration.ofDays(29).plusHours(1)))) {
        Finding finding = Examination.look(new RetentionCheck(), later);
        assertThat(finding.level()).isEqualTo(Level.WARNING);
        assertThat(finding.text()).contains("within a day").contains("run young");
        assertThat(finding.advice()).contains("plateau archive");
      }
    }
    drop(1);
    cluster.close();
    cluster = cluster(InstantSource.system());
    assertFound(new RetentionCheck(), Level.WARNING, "the beginning is dropped of run young");
    drop(Long.MAX_VALUE);
    cluster.close();
    cluster = cluster(InstantSource.system());
    assertOk(new RetentionCheck());
    assertThat(look(new RetentionCheck()).text()).contains("1 runs are in the registry only");
  }

  @Test
  void unreadableRecords_areCounted_andTheLastReasonIsTold_untilTheyAreOld() throws Exception {
    assertOk(new DeadLettersCheck());
    try (Collector collector = collector()) {
      Condition.await("the collector", collector::isReady);
      send("r", "garbage".getBytes(StandardCharsets.UTF_8));
      send(
          "r",
          "{\"run\":\"other\",\"step\":1,\"metrics\":{\"loss\":1}}"
              .getBytes(StandardCharsets.UTF_8));
      Condition.await(
          "the dead letters", () -> look(new DeadLettersCheck()).text().startsWith("2 in the"));
      assertFound(new DeadLettersCheck(), Level.WARNING, "key must be its run 'other'");
    }
    try (Cluster later = cluster(() -> Instant.now().plus(Duration.ofHours(25)))) {
      assertThat(Examination.look(new DeadLettersCheck(), later).level()).isEqualTo(Level.OK);
    }
  }

  @Test
  void clock_isMeasuredWithoutLeavingAnythingBehind() throws Exception {
    Map<TopicPartition, Long> before = ends();
    Set<String> topics = topics();
    int transactions = transactions();
    for (long aheadSeconds : new long[] {0, -90, 90}) {
      try (Cluster shifted = cluster(() -> Instant.now().minusSeconds(aheadSeconds))) {
        Finding finding = Examination.look(new ClockCheck(), shifted);
        assertThat(finding.level())
            .as(finding.text())
            .isEqualTo(aheadSeconds == 0 ? Level.OK : Level.WARNING);
        if (aheadSeconds != 0) {
          assertThat(finding.text())
              .containsPattern(
                  (aheadSeconds > 0 ? "ahead of" : "behind")
                      + " the one here by (90|89)[0-9]{3}\\.[0-9] ms");
        }
      }
    }
    assertThat(ends()).isEqualTo(before);
    assertThat(topics()).isEqualTo(topics);
    assertThat(transactions()).isEqualTo(transactions);
    assertThat(admin.listGroups().all().get(30, TimeUnit.SECONDS)).isEmpty();
  }

  private static int transactions() throws Exception {
    return admin.listTransactions().all().get(30, TimeUnit.SECONDS).size();
  }

  private static Set<String> topics() throws Exception {
    return admin.listTopics().names().get(30, TimeUnit.SECONDS);
  }

  private static Map<TopicPartition, Long> ends() throws Exception {
    try (Cluster now = cluster(InstantSource.system())) {
      return now.offsets(now.partitions(Topics.STEPS), OffsetSpec.latest());
    }
  }

  private static StepBatch rowAt(Instant time) {
    StepBatchBuilder builder = new StepBatchBuilder();
    builder.row(0, time.toEpochMilli() * 1000);
    return builder.build(0, "");
  }

  @Test
  void trainersWithOtherClocks_areNamed_endedOnesAreNot() throws Exception {
    assertOk(new TrainerClocksCheck());
    try (Collector collector = collector()) {
      Condition.await("the collector", collector::isReady);
      Trainer ended = new Trainer("ended", 1);
      send(ended.next(rowAt(Instant.now().plusSeconds(5000))));
      send(ended.finished(RunFinished.Outcome.COMPLETED));
      send(new Trainer("good", 1).next(rowAt(Instant.now())));
      awaitRun("good");
      awaitRun("ended");
      cluster.close();
      cluster = cluster(InstantSource.system());
      assertOk(new TrainerClocksCheck());
      send(new Trainer("fast", 1).next(rowAt(Instant.now().plusSeconds(30))));
      send(new Trainer("slow", 1).next(rowAt(Instant.now().minusSeconds(300))));
      awaitRun("fast");
      awaitRun("slow");
      cluster.close();
      cluster = cluster(InstantSource.system());
      Finding finding =
          assertFound(new TrainerClocksCheck(), Level.WARNING, "the clock of run fast's trainer");
      assertThat(finding.text())
          .contains("the last row of run slow came 300")
          .contains("3 trainers");
    }
  }

  @Test
  void disk_isAskedFor_andJudgedByWhatIsFree() throws Exception {
    assertThat(look(new DiskCheck()).text()).contains("free in " + temp);
    DiskCheck check = new DiskCheck();
    assertThat(judged(check, 100L << 30, 50L << 30, "").level()).isEqualTo(Level.OK);
    assertThat(judged(check, 100L << 30, 4L << 30, "").level()).isEqualTo(Level.WARNING);
    assertThat(judged(check, 100L << 30, 900L << 20, "").level()).isEqualTo(Level.PROBLEM);
    assertThat(judged(check, 100L << 30, 50L << 30, "offline").level()).isEqualTo(Level.PROBLEM);
  }

  private static Finding judged(DiskCheck check, long total, long usable, String fault) {
    Diagnosis diagnosis = new Diagnosis("disk");
    check.judge(
        new DiskCheck.Folder(1, "/d", OptionalLong.of(total), OptionalLong.of(usable), fault),
        diagnosis);
    return diagnosis.finding();
  }

  @Test
  void disk_thatIsFullInADayAtThisRate_isAWarning() {
    DiskCheck check = new DiskCheck();
    Diagnosis fast = new Diagnosis("disk");
    check.judgeRate(1 << 30, 24L << 30, fast);
    assertThat(fast.finding().level()).isEqualTo(Level.WARNING);
    assertThat(fast.finding().text()).contains("lasts for 24 hours more");
    Diagnosis slow = new Diagnosis("disk");
    check.judgeRate(1 << 20, 24L << 30, slow);
    assertThat(slow.finding().level()).isEqualTo(Level.OK);
  }

  @Test
  void transactionsBeforeTheirSecondVersion_areAWarning() throws Exception {
    assertOk(new FeaturesCheck());
    // The client's class has no public constructor: the broker's own answer, and one without.
    Map<String, FinalizedVersionRange> finalized =
        cluster.get(admin.describeFeatures().featureMetadata()).finalizedFeatures();
    assertThat(finalized).containsKey("transaction.version");
    Finding old = new FeaturesCheck().judge(Map.of(), "b:1");
    assertThat(old.level()).isEqualTo(Level.WARNING);
    assertThat(old.text()).contains("transaction.version 0").contains("KIP-890");
    assertThat(old.advice()).contains("upgrade --feature transaction.version=2");
  }

  @Test
  void java_thatIsNewerThanTheTests_isAWarning() throws Exception {
    assertOk(JavaCheck.here("plateau 1"));
    assertFound(
        new JavaCheck("plateau 1", Runtime.Version.parse("25"), "v", 2), Level.WARNING, "Java 25");
  }
}
