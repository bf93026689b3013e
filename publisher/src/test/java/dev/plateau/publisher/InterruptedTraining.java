package dev.plateau.publisher;

import dev.plateau.protocol.Metrics;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** A program that trains until a signal ends it; prints what would have been sent. */
final class InterruptedTraining {
  private static final RunId RUN = new RunId("interrupted");

  private InterruptedTraining() {}

  public static void main(String[] arguments) {
    PublisherSettings settings = PublisherSettings.builder().runId(RUN).build();
    RunPublisher publisher =
        RunPublisher.start(settings, RunDescription.of("e"), PrintingSink::new);
    MetricSlot loss = publisher.slot(Metrics.LOSS);
    for (long step = 0; ; step++) {
      publisher.step(step);
      publisher.put(loss, 1);
      publisher.commit();
      if (step == 0) {
        System.out.println("training");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static final class PrintingSink implements FrameSink {
    @Override
    public void deliver(List<Frame> frames, LongConsumer acknowledged) {
      for (Frame frame : frames) {
        if (Received.envelope(RUN, frame.value()).message() instanceof RunFinished finished) {
          System.out.println("finished " + finished.outcome());
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
