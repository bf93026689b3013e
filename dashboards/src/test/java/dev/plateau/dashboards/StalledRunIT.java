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

/** A trainer that stands still, and nothing else that could make the watermark move. */
@Execution(ExecutionMode.CONCURRENT)
class StalledRunIT {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path temp;

  @Test
  void singleRun_whoseTrainerStandsStill_isToldOnceAsStalled() throws Exception {
    try (LaunchedCollector collector =
            LaunchedCollector.start(Files.createDirectories(temp.resolve("collector")));
        AlertChain chain = AlertChain.behind(temp, collector.metricsUri());
        Launched trainer = PacedTrainer.start(temp, collector.bootstrapServers(), "hanging")) {
      chain.await("plateau_run_step{run=\"hanging\"} > 0");
      try (Paused paused = Paused.of(trainer.process())) {
        chain.awaitAlert("RunStalled", "hanging");
        chain.prometheus().awaitEvaluations(12);
        assertThat(chain.webhook().namesFor("hanging")).containsExactly("RunStalled");
        assertThat(paused.isAlive()).isTrue();
      }
    }
  }
}
