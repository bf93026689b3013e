package dev.plateau.publisher;

import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.RunStarted;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batcher thread's work: frames the start of a run, then what the ring holds, then its end, and
 * is done. An interrupt makes it give up.
 */
final class Batcher implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Batcher.class);

  /** The ring is looked at this often: the training thread wakes nobody, that would cost it. */
  private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final long CLOCK_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final RunId run;
  private final RunStarted start;
  private final StepRing ring;
  private final Framer framer;
  private final StepClock clock;
  private final long lingerNanos;
  private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
  private boolean dropsTold;

  Batcher(
      RunId run, RunStarted start, StepRing ring, Framer framer, StepClock clock, Duration linger) {
    this.run = run;
    this.start = start;
    this.ring = ring;
    this.framer = framer;
    this.clock = clock;
    this.lingerNanos = linger.toNanos();
  }

  /** Any thread: says that the run ended. Returns whether it was the first to say so. */
  boolean end(RunFinished.Outcome outcome, String reason) {
    return ending.compareAndSet(null, new Ending(outcome, reason, clock.micros()));
  }

  @Override
  public void run() {
    try {
      framer.message(start);
      loop();
    } catch (InterruptedException e) {
      log.debug("Run {}: batcher gave up", run);
    } catch (Throwable e) {
      log.error(
          "Run {}: a bug or lack of memory ended publishing; the training goes on, its steps are"
              + " dropped",
          run,
          e);
    }
  }

  private void loop() throws InterruptedException {
    long synchronizedNanos = System.nanoTime();
    while (true) {
      // Read before draining: whatever was committed before the end is then in the ring.
      Ending end = ending.get();
      ring.drain(framer);
      if (end != null) {
        framer.cut();
        framer.message(end.message(ring.dropped()));
        return;
      }
      framer.cutIfOlder(lingerNanos);
      tellDrops();
      if (System.nanoTime() - synchronizedNanos > CLOCK_PERIOD_NANOS) {
        clock.synchronize();
        synchronizedNanos = System.nanoTime();
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.parkNanos(this, Math.min(lingerNanos, MAX_PAUSE_NANOS));
    }
  }

  private void tellDrops() {
    if (!dropsTold && ring.ranFull()) {
      dropsTold = true;
      log.warn(
          "Run {}: steps are being dropped, because the buffers are full and Kafka takes none or"
              + " too few; they are counted, the training goes on",
          run);
    }
  }
}
