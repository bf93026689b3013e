package dev.plateau.collector.run;

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
import java.util.function.LongFunction;

/** Makes the records that one session of a run would send. */
public final class Trainer {
  /** Trainer's clock: step n is made n milliseconds after this. */
  public static final long START_MICROS = 1_700_000_000_000_000L;

  private final RunId run;
  private final SessionId session;
  private long sequence;

  public Trainer(String run, long session) {
    this.run = new RunId(run);
    this.session = new SessionId(session, 0);
  }

  public Envelope next(Message message) {
    return new Envelope(run, new Origin.Sequenced(session, sequence++), message);
  }

  /** Loses the record that would come next. */
  public void skip() {
    sequence++;
  }

  public Envelope started(String experiment, long firstStep) {
    return next(
        new RunStarted(
            experiment, "", Map.of("seed", "1"), Map.of(), START_MICROS, 1000, firstStep));
  }

  /** Steps {@code from} (inclusive) to {@code to} (exclusive) with these metrics. */
  public Envelope steps(long from, long to, LongFunction<Map<String, Double>> metrics) {
    return next(batch(from, to, metrics));
  }

  public Envelope losses(long from, long to) {
    return steps(from, to, step -> Map.of("loss", 1.0 / (step + 1)));
  }

  public Envelope finished(RunFinished.Outcome outcome) {
    return next(new RunFinished(outcome, "", START_MICROS, 0));
  }

  public static StepBatch batch(long from, long to, LongFunction<Map<String, Double>> metrics) {
    StepBatchBuilder builder = new StepBatchBuilder();
    for (long step = from; step < to; step++) {
      builder.row(step, START_MICROS + 1000 * step);
      metrics
          .apply(step)
          .forEach((name, value) -> builder.value(builder.column(MetricName.parse(name)), value));
    }
    return builder.build(0, "");
  }

  /** The same rows from a producer that counts nothing. */
  public static Envelope unsequenced(String run, StepBatch batch) {
    return new Envelope(new RunId(run), new Origin.Unsequenced(), batch);
  }
}
