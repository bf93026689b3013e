package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.FreePort;
import dev.plateau.collector.Page;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static void endStabilization(PipedTrainer trainer) {
    trainer.stepsAt(0.5, 400);
    trainer.stepsAt(0.05, 200);
  }
}
