package dev.plateau.collector.topology;

import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Message;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.RunStarted;
import dev.plateau.protocol.SessionId;
import dev.plateau.protocol.StepBatch;
import dev.plateau.protocol.StepBatchBuilder;
import java.util.Map;

/** Says what a trainer says, in order: one session of one run. */
final class Trainer {
  private final RunId run;
  private final SessionId session;
  private final StepBatchBuilder builder = new StepBatchBuilder();
  private final int loss = builder.column(MetricName.of("loss"));
  private long nextSequence;
  private long nextStep;

  Trainer(String run, long session) {
    this.run = new RunId(run);
    this.session = new SessionId(session, ~session);
  }

  Envelope start() {
    nextStep = 0;
    return say(new RunStarted("experiment", "", Map.of(), Map.of(), 1, 0, 0));
  }

  Envelope steps(int rows) {
    for (int i = 0; i < rows; i++) {
      builder.row(nextStep, 1_000_000 + nextStep * 1000);
      builder.value(loss, 1.0 / (1 + nextStep));
      nextStep++;
    }
    StepBatch batch = builder.build(0, "");
    return say(batch);
  }

  Envelope finish() {
    return say(new RunFinished(RunFinished.Outcome.COMPLETED, "", 1, 0));
  }

  Envelope say(Message message) {
    return new Envelope(run, new Origin.Sequenced(session, nextSequence++), message);
  }
}
