package dev.plateau.collector.replay;

import dev.plateau.collector.log.MemoryRuns;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Message;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunFinished.Outcome;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.RunStarted;
import dev.plateau.protocol.SessionId;
import dev.plateau.protocol.StepBatchBuilder;
import dev.plateau.publisher.RunDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rows that become records as a publisher makes them, and are folded at once. */
final class FoldedOutlet implements RowOutlet, RecordOutlet {
  static final RunId RUN = new RunId("new");

  final MemoryRuns runs = new MemoryRuns();
  final List<Envelope> said = new ArrayList<>();
  boolean closed;

  private final Random random = new Random(17);
  private final SessionId session = new SessionId(77, 77);
  private final StepBatchBuilder batch = new StepBatchBuilder();
  private final List<Integer> columns = new ArrayList<>();
  private long sequence;
  private long clock = 1_800_000_000_000_000L;

  @Override
  public void begin(RunDescription it) {
    say(
        new RunStarted(
            it.experiment(),
            it.name(),
            it.config(),
            it.tags(),
            clock,
            it.plannedSteps(),
            it.firstStep()));
  }

  private void say(Message message) {
    publish(new Envelope(RUN, new Origin.Sequenced(session, sequence++), message));
  }

  @Override
  public void metric(MetricName name) {
    columns.add(batch.column(name));
  }

  @Override
  public void row(long step) {
    batch.row(step, clock += 1000);
  }

  @Override
  public void put(int metric, double value) {
    batch.value(columns.get(metric), value);
  }

  @Override
  public void commit() {
    if (random.nextInt(50) == 0) {
      say(batch.build(0, ""));
    }
  }

  @Override
  public void end(Outcome outcome, String reason) {
    if (batch.rows() > 0) {
      say(batch.build(0, ""));
    }
    say(new RunFinished(outcome, reason, clock, 0));
  }

  @Override
  public boolean publish(Envelope envelope) {
    said.add(envelope);
    runs.add(envelope);
    return true;
  }

  @Override
  public void giveUp() {}

  @Override
  public long undelivered() {
    return 0;
  }

  @Override
  public long dropped() {
    return 0;
  }

  @Override
  public void close() {
    closed = true;
  }
}
