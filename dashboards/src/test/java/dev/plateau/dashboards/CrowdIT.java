package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.Condition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A sweep of 2,000 runs to whom the same happens at once. It takes a machine to itself. */
@Isolated
class CrowdIT {
  private static final int RUNS = 2000;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path temp;

  @Test
  void sweep_whoseStabilizationsEndAtOnce_isOneNotification_andItsFailuresAreGrouped()
      throws Exception {
    try (LaunchedCollector collector =
            LaunchedCollector.start(Files.createDirectories(temp.resolve("collector")));
        AlertChain chain = AlertChain.behind(temp, collector.metricsUri());
        Producer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", collector.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      List<SyntheticRun> runs = runs(producer);
      runs.forEach(run -> run.lossesAt(0.5, 400));
      chain.await("plateau_runs{experiment=\"sweep\",phase=\"stabilized\"} == " + RUNS);

      runs.forEach(run -> run.lossesAt(0.05, 100));
      chain.await("count(plateau_run_stabilization_end_step{experiment=\"sweep\"}) == " + RUNS);
      Condition.await("the notification", () -> !told(chain, "ManyStabilizationsEnded").isEmpty());
      chain.prometheus().awaitEvaluations(15);
      assertThat(told(chain, "ManyStabilizationsEnded")).hasSize(1);
      assertThat(
              told(chain, "ManyStabilizationsEnded")
                  .get(0)
                  .at("/alerts/0/annotations/summary")
                  .asText())
          .matches("sweep: \\d+ stabilizations ended within five minutes");
      assertThat(told(chain, "LossStabilizationEnded")).isEmpty();

      runs.forEach(run -> run.fail("power cut"));
      Condition.await("all failures", () -> failed(chain).size() == RUNS);
      chain.prometheus().awaitEvaluations(15);
      // Those of one scrape are one notification; more scrapes than two do not see them happen.
      assertThat(told(chain, "RunFailed")).hasSizeLessThanOrEqualTo(3);
    }
  }

  private static List<SyntheticRun> runs(Producer<byte[], byte[]> producer) {
    long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    List<SyntheticRun> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      SyntheticRun run = new SyntheticRun(producer, "sweep-" + i, nowMicros);
      run.start("sweep");
      runs.add(run);
    }
    return runs;
  }

  private static List<JsonNode> told(AlertChain chain, String name) {
    return chain.webhook().notifications(name, "sweep");
  }

  private static Set<String> failed(AlertChain chain) {
    Set<String> runs = new HashSet<>();
    chain.webhook().alerts("RunFailed").forEach(a -> runs.add(a.at("/labels/run").asText()));
    return runs;
  }
}
