package dev.plateau.publisher;

import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.RunStarted;
import dev.plateau.protocol.SessionId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All between the ring and Kafka: the frame buffer and the two threads at its ends, both daemons.
 * Whoever starts it closes it.
 */
final class Delivery {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** How long a thread may take to notice that it was interrupted. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final RunId run;
  private final StepRing ring;
  private final FrameBuffer buffer;
  private final Framer framer;
  private final Batcher batcher;
  private final Thread batcherThread;
  private final Thread senderThread;
  private boolean closed;

  private Delivery(
      RunId run,
      RunStarted start,
      SlotTable slots,
      StepRing ring,
      StepClock clock,
      SessionId session,
      PublisherSettings settings,
      FrameSink.Opener opener,
      OutageLog outage) {
    this.run = run;
    this.ring = ring;
    buffer = new MemoryFrameBuffer(settings.bufferBytes());
    framer = new Framer(run, session, slots, buffer, ring::dropped, System::nanoTime);
    batcher = new Batcher(run, start, ring, framer, clock, settings.linger());
    batcherThread = daemon("plateau-batcher-" + run, batcher);
    senderThread =
        daemon(
            "plateau-sender-" + run,
            new Sender(run, buffer, opener, outage, FIRST_PAUSE, LONGEST_PAUSE));
  }

  /** Starts both threads; never waits. */
  static Delivery start(
      RunId run,
      RunStarted start,
      SlotTable slots,
      StepRing ring,
      StepClock clock,
      SessionId session,
      PublisherSettings settings,
      FrameSink.Opener opener,
      OutageLog outage) {
    Delivery delivery =
        new Delivery(run, start, slots, ring, clock, session, settings, opener, outage);
    delivery.batcherThread.start();
    delivery.senderThread.start();
    return delivery;
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Ends the run; the first end counts. */
  void end(RunFinished.Outcome outcome, String reason) {
    batcher.end(outcome, reason);
  }

  /** Has the ring emptied at once. Costs the caller a system call. */
  void hurry() {
    LockSupport.unpark(batcherThread);
  }

  /**
   * Steps that will never be sent: dropped by the ring or, once the batcher is done, left in it.
   */
  long droppedSteps() {
    boolean done = !batcherThread.isAlive();
    return ring.dropped() + (done ? ring.accepted() - framer.framedSteps() : 0);
  }

  /** Steps taken and not dropped that Kafka has not acknowledged. */
  long undeliveredSteps() {
    return ring.accepted() - buffer.acknowledgedSteps();
  }

  /** The rows so far, for whoever waits for them. Only the training thread asks. */
  DeliveryMark mark() {
    long accepted = ring.accepted();
    long dropped = ring.dropped();
    return () -> buffer.acknowledgedSteps() >= accepted && buffer.acknowledgedDrops() >= dropped;
  }

  /**
   * Waits until Kafka has acknowledged the run and its end, ends both threads and says in one line
   * what was not delivered. The run must have been ended. Further calls wait for the first and do
   * nothing.
   */
  synchronized void close(Duration timeout) {
    if (closed) {
      return;
    }
    closed = true;
    boolean interrupted = false;
    boolean complete = false;
    try {
      complete = awaitDelivered(timeout);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    batcherThread.interrupt();
    senderThread.interrupt();
    try {
      batcherThread.join(GRACE.toMillis());
      senderThread.join(GRACE.toMillis());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    report(complete, timeout);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitDelivered(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    TimeUnit.NANOSECONDS.timedJoin(batcherThread, timeout.toNanos());
    Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    return !batcherThread.isAlive() && buffer.awaitAcknowledged(left);
  }

  private void report(boolean complete, Duration timeout) {
    long accepted = ring.accepted();
    long undelivered = undeliveredSteps();
    if (complete && undelivered == 0) {
      log.info(
          "Run {}: all {} steps were delivered, {} were dropped before",
          run,
          accepted,
          ring.dropped());
    } else {
      log.warn(
          "Run {}: {} of {} steps {} not delivered to Kafka within {} s, and {} were dropped"
              + " before",
          run,
          undelivered,
          accepted,
          complete ? "were" : "and the end of the run were",
          timeout.toMillis() / 1e3,
          ring.dropped());
    }
  }
}
