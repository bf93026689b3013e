package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.Condition;
import dev.plateau.collector.FreePort;
import dev.plateau.collector.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A collector that is killed around an event and comes back on the same data. */
@Execution(ExecutionMode.CONCURRENT)
class KilledCollectorIT {
  private static final String NAME = "LossStabilizationEnded";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path temp;

  @Test
  void end_isToldOnce_howeverTheCollectorIsKilled() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("collector"));
    int port = FreePort.find();
    try (LaunchedBroker broker =
        LaunchedBroker.start(Files.createDirectories(temp.resolve("broker")))) {
      String servers = broker.bootstrapServers();
      try (LaunchedCollector first = LaunchedCollector.on(servers, port, folder);
          AlertChain chain = AlertChain.behind(temp, first.metricsUri());
          PipedTrainer told = PipedTrainer.start(temp, servers, "told");
          PipedTrainer revealed = PipedTrainer.start(temp, servers, "revealed");
          PipedTrainer diverged = PipedTrainer.start(temp, servers, "diverged")) {
        diverged.steps("\"loss\":\"NaN\"", 10);
        endStabilization(told);
        chain.awaitAlert(NAME, "told");
        chain.awaitAlert("Diverged", "diverged");

        endStabilization(revealed);
        // Killed when it has shown the end and before the news of it is out, or has been committed.
        new Page(first.metricsUri())
            .await("the end", page -> page.matches("(?s).*_end_step\\{[^\n]*\"revealed\".*"));
        first.kill();
        try (LaunchedCollector second = LaunchedCollector.on(servers, port, folder)) {
          chain.await("plateau_run_step{run=\"told\"}");
          chain.awaitAlert(NAME, "revealed");
          chain.prometheus().awaitEvaluations(15);
          assertThat(chain.webhook().namesFor("told")).containsExactly(NAME);
          assertThat(chain.webhook().namesFor("revealed")).containsExactly(NAME);
          assertThat(chain.webhook().namesFor("diverged")).containsExactly("Diverged");
          assertThat(chain.webhook().notifications(NAME, "told")).hasSize(1);
          assertThat(
                  chain
                      .webhook()
                      .notifications(NAME, "revealed")
                      .get(0)
                      .at("/alerts/0/annotations/summary")
                      .asText())
              .matches(
                  "revealed: stabilization of revealed at loss 0\\.5 ended at step 4\\d\\d, .*");
          assertThat(second.process().isAlive()).isTrue();
        }
      }
    }
  }

  /** By the log's time its five seconds on /metrics are over before anybody can scrape it. */
  @Test
  void failure_whileTheCollectorIsAway_isToldOnceWhenItIsBack() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("away"));
    int port = FreePort.find();
    String[] shortly = {"--exposed-after-end", "5s"};
    try (LaunchedBroker broker =
            LaunchedBroker.start(Files.createDirectories(temp.resolve("broker-of-away")));
        Producer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      String servers = broker.bootstrapServers();
      try (LaunchedCollector first = LaunchedCollector.on(servers, port, folder, shortly);
          AlertChain chain =
              AlertChain.behind(
                  Files.createDirectories(temp.resolve("chain-of-away")), first.metricsUri())) {
        SyntheticRun run =
            new SyntheticRun(
                producer, "unseen", ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        run.start("unseen");
        run.lossesAt(0.5, 10);
        chain.await("plateau_run_step{run=\"unseen\"}");
        first.kill();
        run.fail("power cut");
        Instant over = run.appended().plusSeconds(6);
        Condition.await("its time on /metrics to be over", () -> Instant.now().isAfter(over));
        try (LaunchedCollector second = LaunchedCollector.on(servers, port, folder, shortly)) {
          chain.awaitAlert("RunFailed", "unseen");
          chain.prometheus().awaitEvaluations(15);
          assertThat(chain.webhook().namesFor("unseen")).containsExactly("RunFailed");
          new Page(second.metricsUri())
              .await("its disappearance", page -> !page.contains("run=\"unseen\""));
        }
      }
    }
  }

  private static void endStabilization(PipedTrainer trainer) {
    trainer.stepsAt(0.5, 400);
    trainer.stepsAt(0.05, 200);
  }
}
