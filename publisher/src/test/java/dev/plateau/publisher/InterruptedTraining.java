package dev.plateau.publisher;

import dev.plateau.protocol.Message;
import dev.plateau.protocol.Metrics;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.StepBatch;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** A program that trains until a signal ends it; prints what would have been sent. */
final class InterruptedTraining {
  private static final RunId RUN = new RunId("interrupted");

  private static final long LATE_STEP = 1_000_000_000;
  private static final Object TURN = new Object();
  private static boolean isOver;

  private InterruptedTraining() {}

  public static void main(String[] arguments) {
    PublisherSettings settings = PublisherSettings.builder().runId(RUN).build();
    RunPublisher publisher =
        RunPublisher.start(settings, RunDescription.of("e"), PrintingSink::new);
    MetricSlot loss = publisher.slot(Metrics.LOSS);
    publisher.beforeStopped(
        () -> {
          synchronized (TURN) {
            isOver = true;
            row(publisher, loss, LATE_STEP);
          }
        });
    for (long step = 0; ; step++) {
      synchronized (TURN) {
        if (!isOver) {
          row(publisher, loss, step);
        }
      }
      if (step == 0) {
        System.out.println("training");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void row(RunPublisher publisher, MetricSlot loss, long step) {
    publisher.step(step);
    publisher.put(loss, 1);
    publisher.commit();
  }

  private static final class PrintingSink implements FrameSink {
    @Override
    public void deliver(List<Frame> frames, LongConsumer acknowledged) {
      for (Frame frame : frames) {
        Message message = Received.envelope(RUN, frame.value()).message();
        if (message instanceof RunFinished finished) {
          System.out.println("finished " + finished.outcome());
        } else if (message instanceof StepBatch batch
            && batch.step(batch.size() - 1) == LATE_STEP) {
          System.out.println("late row");
        }
        acknowledged.accept(frame.sequence());
      }
    }

    @Override
    public void close() {
      System.out.println("closed");
    }
  }
}
