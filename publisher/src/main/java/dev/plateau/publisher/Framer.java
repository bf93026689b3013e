package dev.plateau.publisher;

import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Message;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.SessionId;
import dev.plateau.protocol.StepBatch;
import dev.plateau.protocol.StepBatchBuilder;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Makes frames of rows and messages and appends them to the buffer. A frame's sequence is fixed
 * here, once; nothing is dropped after that. Only the batcher uses it, {@link #framedSteps} aside.
 */
final class Framer implements StepRing.RowSink {
  /** Kafka takes records up to 1 MB by default. */
  static final long MAX_BATCH_BYTES = 512 << 10;

  // Upper bounds of what a row and a value with a column of its own add to a batch.
  private static final long ROW_BYTES = 20;
  private static final long VALUE_BYTES = 277;

  private final RunId run;
  private final SessionId session;
  private final SlotTable slots;
  private final FrameBuffer buffer;
  private final LongSupplier droppedSteps;
  private final LongSupplier nanos;
  private final StepBatchBuilder batch = new StepBatchBuilder();
  private int columns;
  private long batchBegunNanos;
  private long sequence;
  private final AtomicLong framedSteps = new AtomicLong();

  /**
   * @param droppedSteps steps that the session has dropped so far
   * @param nanos the monotonic clock
   */
  Framer(
      RunId run,
      SessionId session,
      SlotTable slots,
      FrameBuffer buffer,
      LongSupplier droppedSteps,
      LongSupplier nanos) {
    this.run = run;
    this.session = session;
    this.slots = slots;
    this.buffer = buffer;
    this.droppedSteps = droppedSteps;
    this.nanos = nanos;
  }

  @Override
  public void row(long step, long timeMicros, int values) throws InterruptedException {
    if (batch.sizeBoundBytes() + ROW_BYTES + VALUE_BYTES * values > MAX_BATCH_BYTES) {
      cut();
    }
    if (batch.rows() == 0) {
      batchBegunNanos = nanos.getAsLong();
    }
    batch.row(step, timeMicros);
  }

  @Override
  public void value(int slot, double value) {
    // A slot's index is its column's: columns are added in the order of the slots.
    while (columns <= slot) {
      batch.column(slots.name(columns++));
    }
    batch.value(slot, value);
  }

  /** Frames the rows so far if the first of them has waited that long. */
  void cutIfOlder(long lingerNanos) throws InterruptedException {
    if (batch.rows() > 0 && nanos.getAsLong() - batchBegunNanos >= lingerNanos) {
      cut();
    }
  }

  /** Frames the rows so far, if there are any; waits while the buffer is full. */
  void cut() throws InterruptedException {
    int steps = batch.rows();
    if (steps > 0) {
      StepBatch built = batch.build(droppedSteps.getAsLong(), "");
      append(built, steps, built.droppedSteps());
      framedSteps.addAndGet(steps);
    }
  }

  /** Frames a message that carries no steps; waits while the buffer is full. */
  void message(Message message) throws InterruptedException {
    append(message, 0, message instanceof RunFinished end ? end.droppedSteps() : 0);
  }

  private void append(Message message, int steps, long dropped) throws InterruptedException {
    Origin origin = new Origin.Sequenced(session, sequence);
    byte[] value = MessageCodec.encode(new Envelope(run, origin, message));
    buffer.append(new Frame(sequence, steps, dropped, value));
    sequence++;
  }

  /** Any thread: steps in all frames appended so far. */
  long framedSteps() {
    return framedSteps.get();
  }
}
