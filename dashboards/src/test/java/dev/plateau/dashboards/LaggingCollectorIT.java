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

/** A trainer goes on while what is behind it stands still for longer than a stall takes. */
@Execution(ExecutionMode.CONCURRENT)
class LaggingCollectorIT {
  private static final String LAST_STEP =
      "time() - max(last_over_time(plateau_run_last_step_timestamp_seconds[30m]))";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path temp;

  private static void assertNothingStalled(AlertChain chain, String states) throws Exception {
    assertThat(
            chain
                .prometheus()
                .query(
                    "count_over_time(ALERTS{alertname=\"RunStalled\",alertstate=~\""
                        + states
                        + "\"}[30m])"))
        .isEmpty();
    assertThat(chain.webhook().alerts("RunStalled")).isEmpty();
  }

  @Test
  void collector_thatLags_raisesNoStall() throws Exception {
    try (LaunchedCollector collector =
        LaunchedCollector.start(Files.createDirectories(temp.resolve("collector")))) {
      lag(collector, collector.bootstrapServers(), collector.process(), "pending|firing");
    }
  }

  @Test
  void broker_thatIsAway_raisesNoStall() throws Exception {
    try (LaunchedBroker broker =
            LaunchedBroker.start(Files.createDirectories(temp.resolve("broker")));
        LaunchedCollector collector =
            LaunchedCollector.on(
                broker.bootstrapServers(), 0, Files.createDirectories(temp.resolve("collector")))) {
      // Until the trainer has sent what it kept, its run looks stalled: pending is right.
      lag(collector, broker.bootstrapServers(), broker.process(), "firing");
    }
  }

  private void lag(
      LaunchedCollector collector, String bootstrapServers, Process away, String states)
      throws Exception {
    try (AlertChain chain = AlertChain.behind(temp, collector.metricsUri());
        Launched trainer = PacedTrainer.start(temp, bootstrapServers, "steady")) {
      chain.await("plateau_run_step{run=\"steady\"} > 0");
      try (Paused paused = Paused.of(away)) {
        chain.await(LAST_STEP + " > 75");
        assertThat(paused.isAlive()).isTrue();
      }
      chain.await(LAST_STEP + " < 5");
      chain.prometheus().awaitEvaluations(12);
      assertNothingStalled(chain, states);
      assertThat(trainer.process().isAlive()).isTrue();
    }
  }
}
