package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.Launched;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A trainer that is killed without a word. */
@Execution(ExecutionMode.CONCURRENT)
class LostRunIT {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path temp;

  @Test
  void run_whoseTrainerIsKilled_isToldOnceAsLost() throws Exception {
    try (LaunchedCollector collector =
            LaunchedCollector.start(
                Files.createDirectories(temp.resolve("collector")), "--lost-after", "5s");
        AlertChain chain = AlertChain.behind(temp, collector.metricsUri())) {
      try (Launched trainer = PacedTrainer.start(temp, collector.bootstrapServers(), "killed")) {
        chain.await("plateau_run_step{run=\"killed\"} > 0");
        trainer.process().destroyForcibly().onExit().join();
      }
      chain.awaitAlert("RunLost", "killed");
      chain.prometheus().awaitEvaluations(12);
      assertThat(chain.webhook().namesFor("killed")).containsExactly("RunLost");
    }
  }
}
