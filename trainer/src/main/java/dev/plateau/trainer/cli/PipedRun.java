package dev.plateau.trainer.cli;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunId;
import dev.plateau.publisher.PublisherSettings;
import dev.plateau.publisher.RunDescription;
import java.util.Map;

/**
 * The run that piped rows become. It begins with its first row, whose step says from where on it
 * supersedes what an earlier session of the run has published.
 */
final class PipedRun {
  private final RunSession session;
  private String experiment;

  /**
   * @param experiment what the run belongs to; empty: what its first row says
   */
  PipedRun(RunId id, PublisherSettings settings, String experiment, long plannedSteps) {
    this.experiment = experiment;
    session =
        new RunSession(
            settings,
            id,
            firstStep ->
                new RunDescription(
                    this.experiment, "", Map.of(), Map.of(), plannedSteps, firstStep));
  }

  RunSession session() {
    return session;
  }

  /** Rows go into the run and are counted. */
  PipedRows.Target counting(Progress progress) {
    return new PipedRows.Target() {
      @Override
      public void row(long step, long timeMicros, String rowExperiment) {
        if (experiment.isEmpty()) {
          experiment = rowExperiment;
        }
        session.step(step, timeMicros);
      }

      @Override
      public void put(MetricName name, double value) {
        session.put(name, value);
      }

      @Override
      public void commit(long step, double loss) {
        session.commit();
        progress.count(step, loss);
      }
    };
  }
}
