package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.Condition;
import dev.plateau.collector.EventReceiver;
import dev.plateau.collector.Launched;
import dev.plateau.collector.log.KafkaRuns;
import dev.plateau.collector.log.RunLog;
import dev.plateau.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Trainer processes, Kafka, the collector, Prometheus, Alertmanager, its webhook and the
 * collector's own: all real. The tests share them and run at the same time; each has an experiment
 * or a run of its own.
 */
@Execution(ExecutionMode.CONCURRENT)
class AlertPathIT {
  /** Enough for a second notification to come, were there one: groups repeat after 5 s. */
  private static final int SOME_EVALUATIONS = 12;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path temp;

  private static EventReceiver direct;
  private static LaunchedCollector collector;
  private static AlertChain chain;

  @BeforeAll
  static void start() throws Exception {
    direct = EventReceiver.start();
    collector =
        LaunchedCollector.start(
            Files.createDirectories(temp.resolve("collector")), "--webhook", direct.url());
    chain = AlertChain.behind(temp, collector.metricsUri());
  }

  @AfterAll
  static void stop() {
    if (chain != null) {
      chain.close();
    }
    if (collector != null) {
      collector.close();
    }
    direct.close();
  }

  /** Only the mini-batch loss is watched: one stabilization, one alert. */
  private static Launched train(String log, String run, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("train", "diagonal", "--run-id", run));
    command.addAll(List.of("--bootstrap-servers", collector.bootstrapServers()));
    command.addAll(List.of("--set", "measure=every:1000000"));
    command.addAll(List.of(words));
    return Launched.start(temp.resolve(log), "", command.toArray(new String[0]));
  }

  private static PipedTrainer pipe(String experiment) throws Exception {
    return PipedTrainer.start(temp, collector.bootstrapServers(), experiment);
  }

  private static Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", collector.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static SyntheticRun synthetic(Producer<byte[], byte[]> producer, String experiment) {
    SyntheticRun run =
        new SyntheticRun(
            producer, experiment, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    run.start(experiment);
    return run;
  }

  /** The one alert that was notified for a run, when there was time for more to come. */
  private static JsonNode onlyAlert(String name, String run) throws Exception {
    chain.awaitAlert(name, run);
    chain.prometheus().awaitEvaluations(SOME_EVALUATIONS);
    assertThat(chain.webhook().namesFor(run)).containsExactly(name);
    return chain.webhook().alerts(name).stream()
        .filter(alert -> alert.at("/labels/run").asText().equals(run))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void endOfStabilization_isToldOnceWithLevelCauseAndStep() throws Exception {
    try (Launched trainer =
        train("decayed.log", "decayed", "--steps", "30001", "--set", "rate=decay-30")) {
      assertThat(trainer.await()).as(trainer.printed()).isZero();
    }
    JsonNode alert = onlyAlert("LossStabilizationEnded", "decayed");
    assertThat(alert.at("/labels/experiment").asText()).isEqualTo("diagonal");
    assertThat(alert.at("/labels/cause").asText()).isEqualTo("learning_rate");
    assertThat(alert.at("/labels/severity").asText()).isEqualTo("info");
    assertThat(alert.at("/annotations/summary").asText())
        .matches(
            "diagonal: stabilization of decayed at loss 0\\.0\\d+ ended at step 9\\d{3}, cause"
                + " learning_rate");

    JsonNode posted = onlyPost("decayed");
    assertThat(posted.path("title").asText()).isEqualTo(alert.at("/annotations/summary").asText());
    assertThat(posted.path("level").asText()).isEqualTo("info");
  }

  /** What the collector itself posted of a run, once. */
  private static JsonNode onlyPost(String run) throws Exception {
    Condition.await("the post", () -> !postsOf(run).isEmpty());
    assertThat(postsOf(run)).hasSize(1);
    return postsOf(run).get(0);
  }

  private static List<JsonNode> postsOf(String run) {
    return direct.posts().stream()
        .map(EventReceiver.Post::body)
        .filter(body -> body.path("run").asText().equals(run))
        .toList();
  }

  @Test
  void divergence_outOfAStabilization_isToldOnceWithLevelCauseAndStep() throws Exception {
    try (PipedTrainer trainer = pipe("unstable")) {
      trainer.stepsAt(0.5, 400);
      trainer.steps("\"loss\":\"NaN\"", 100);
      JsonNode alert = onlyAlert("LossStabilizationEnded", "unstable");
      assertThat(alert.at("/labels/severity").asText()).isEqualTo("critical");
      assertThat(alert.at("/annotations/summary").asText())
          .isEqualTo(
              "unstable: stabilization of unstable at loss 0.5 ended at step 400, cause"
                  + " divergence");
    }
  }

  @Test
  void divergence_ofARunThatWasNeverStable_isToldOnce() throws Exception {
    try (PipedTrainer trainer = pipe("explosive")) {
      trainer.stepsAt(0.5, 10);
      trainer.steps("\"loss\":\"Infinity\"", 10);
      onlyAlert("Diverged", "explosive");
      trainer.complete();
      chain.await("plateau_run_phase{phase=\"completed\",run=\"explosive\"}");
      onlyAlert("Diverged", "explosive");
    }
  }

  @Test
  void trainer_thatGivesUpOnADivergence_isToldOnce() throws Exception {
    // Far beyond the edge of stability.
    try (Launched trainer =
        train(
            "diverging.log",
            "diverging",
            "--steps",
            "30001",
            "--set",
            "rate=decay-50",
            "--set",
            "rate-scale=1.3")) {
      assertThat(trainer.await()).isEqualTo(1);
    }
    Condition.await("the news", () -> !chain.webhook().namesFor("diverging").isEmpty());
    chain.prometheus().awaitEvaluations(SOME_EVALUATIONS);
    // Whether a scrape falls between the last loss and the failure is chance.
    assertThat(chain.webhook().namesFor("diverging"))
        .hasSize(1)
        .isSubsetOf("Diverged", "RunFailed");
  }

  @Test
  void trainers_underOneRunId_areToldOnceWithTheRun() throws Exception {
    try (Launched first = train("first.log", "twins", "--pace", "300")) {
      chain.await("plateau_run_step{run=\"twins\"} > 0");
      try (Launched second = train("second.log", "twins", "--pace", "300")) {
        JsonNode alert = onlyAlert("RunIdConflict", "twins");
        assertThat(alert.at("/annotations/summary").asText())
            .isEqualTo("diagonal: two trainers speak as twins");
        assertThat(first.process().isAlive()).isTrue();
        assertThat(second.process().isAlive()).isTrue();
      }
    }
  }

  @Test
  void testLoss_thatIsNotFinite_isToldOnce() throws Exception {
    try (PipedTrainer trainer = pipe("overflowing")) {
      trainer.steps("\"loss\":0.5,\"test_loss\":\"Infinity\"", 10);
      JsonNode alert = onlyAlert("NonFiniteLoss", "overflowing");
      assertThat(alert.at("/annotations/summary").asText())
          .isEqualTo("overflowing: the test_loss of overflowing is +Inf");
    }
  }

  @Test
  void failure_isToldOnce() throws Exception {
    try (Producer<byte[], byte[]> producer = producer()) {
      SyntheticRun run = synthetic(producer, "failing");
      run.lossesAt(0.5, 10);
      run.fail("disk full");
    }
    onlyAlert("RunFailed", "failing");
    assertThat(onlyPost("failing").path("cause").asText()).isEqualTo("disk full");
  }

  @Test
  void recordsThatAreMissing_areToldOnce() throws Exception {
    try (Producer<byte[], byte[]> producer = producer()) {
      SyntheticRun run = synthetic(producer, "holed");
      run.lossesAt(0.5, 10);
      run.loseOne();
      run.lossesAt(0.5, 10);
    }
    JsonNode alert = onlyAlert("MissingRecords", "holed");
    assertThat(alert.at("/annotations/summary").asText())
        .isEqualTo("holed: 1 records of holed are missing");
  }

  @Test
  void stepsThatWereDropped_areToldOnce() throws Exception {
    try (Producer<byte[], byte[]> producer = producer()) {
      synthetic(producer, "hasty").lossesAt(0.5, 10, 12);
    }
    JsonNode alert = onlyAlert("DroppedSteps", "hasty");
    assertThat(alert.at("/annotations/summary").asText())
        .isEqualTo("hasty: hasty dropped 12 steps");
  }

  /**
   * The twin, which says the very same but is no replay, is told of both; so the replay's silence
   * is none of the chain's.
   */
  @Test
  void replay_isShownWithItsPhasesAndToldToNobody() throws Exception {
    try (Producer<byte[], byte[]> producer = producer()) {
      stabilizeAndFail(synthetic(producer, "observed"));
      chain.await("plateau_run_phase{phase=\"failed\",run=\"observed\"}");
      replay("observed", "replayed");
      stabilizeAndFail(synthetic(producer, "twin"));
    }
    chain.await(
        "plateau_run_stabilization_end_step{run=\"replayed\",source=\"loss\"}"
            + " * on (run) group_left (replay_of) plateau_run_info{replay_of=\"observed\"}"
            + " == on (source)"
            + " plateau_run_stabilization_end_step{run=\"twin\",source=\"loss\"}");
    chain.await("plateau_run_phase{phase=\"failed\",run=\"replayed\"}");
    for (String told : List.of("observed", "twin")) {
      chain.awaitAlert("LossStabilizationEnded", told);
      chain.awaitAlert("RunFailed", told);
      Condition.await("both posts of " + told, () -> postsOf(told).size() == 2);
    }
    chain.prometheus().awaitEvaluations(SOME_EVALUATIONS);
    assertThat(chain.webhook().namesFor("replayed")).isEmpty();
    assertThat(postsOf("replayed")).isEmpty();
  }

  private static void stabilizeAndFail(SyntheticRun run) {
    run.lossesAt(0.5, 400);
    run.lossesAt(0.05, 400);
    run.fail("disk full");
  }

  private static void replay(String run, String as) throws Exception {
    Condition.await(run + " in the registry", () -> isInRegistry(run));
    try (Launched replay =
        Launched.start(
            temp.resolve("replay.log"),
            "",
            "replay",
            run,
            "--as",
            as,
            "--speed",
            "10x",
            "--bootstrap-servers",
            collector.bootstrapServers())) {
      assertThat(replay.await()).as(replay.printed()).isZero();
    }
  }

  private static boolean isInRegistry(String run) throws Exception {
    try (RunLog log = KafkaRuns.open(collector.bootstrapServers(), Map.of())) {
      return log.runs().stream()
          .anyMatch(entry -> entry.run().equals(run) && entry.phase().equals("failed"));
    }
  }

  @Test
  void garbage_isToldOnce() throws Exception {
    try (Producer<byte[], byte[]> producer = producer()) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.STEPS, null, "no message".getBytes(StandardCharsets.UTF_8)))
          .get();
    }
    Condition.await("DeadLetters", () -> !chain.webhook().alerts("DeadLetters").isEmpty());
    chain.prometheus().awaitEvaluations(SOME_EVALUATIONS);
    assertThat(chain.webhook().alerts("DeadLetters")).hasSize(1);
  }
}
