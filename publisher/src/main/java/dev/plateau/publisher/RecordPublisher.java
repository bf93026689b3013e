package dev.plateau.publisher;

import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.StepBatch;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes records of one run that somebody else has made: whole envelopes, in the order and under
 * the sessions and sequences that they have. What {@link RunPublisher} is to a training, this is to
 * a program that says again what was recorded. Delivers as that one does: nothing is dropped, a
 * broker that goes away is waited for. Whoever starts it closes it.
 *
 * <p>Thread: one thread publishes; all other methods may be called from any thread.
 */
public final class RecordPublisher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RecordPublisher.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final RunId run;
  private final Duration closeTimeout;
  private final FrameBuffer buffer;
  private final Thread sender;
  private final AtomicLong steps = new AtomicLong();
  private final Object waitingLock = new Object();
  private @Nullable Thread waiting;
  private boolean givenUp;
  private long frames;
  private boolean closed;

  private RecordPublisher(
      RunId run, PublisherSettings settings, FrameSink.Opener opener, OutageLog outage) {
    this.run = run;
    closeTimeout = settings.closeTimeout();
    buffer = new MemoryFrameBuffer(settings.bufferBytes());
    sender =
        new Thread(
            new Sender(run, buffer, opener, outage, FIRST_PAUSE, LONGEST_PAUSE),
            "plateau-sender-" + run);
    sender.setDaemon(true);
  }

  /**
   * Starts publishing; never waits for the network.
   *
   * @param settings where to and how; what they say of a run is not used
   * @throws InvalidSettingException if the settings cannot work
   */
  public static RecordPublisher start(PublisherSettings settings, RunId run) {
    ClientProperties properties = ClientProperties.of(settings, run);
    OutageLog outage = new OutageLog(run, properties.servers());
    return start(settings, run, new KafkaSinkOpener(run, properties, outage), outage);
  }

  /** As {@link #start(PublisherSettings, RunId)}, to where the opener leads. */
  static RecordPublisher start(PublisherSettings settings, RunId run, FrameSink.Opener opener) {
    return start(settings, run, opener, new OutageLog(run, settings.bootstrapServers()));
  }

  private static RecordPublisher start(
      PublisherSettings settings, RunId run, FrameSink.Opener opener, OutageLog outage) {
    RecordPublisher publisher = new RecordPublisher(run, settings, opener, outage);
    publisher.sender.start();
    return publisher;
  }

  /**
   * Publishes a record; waits while the buffer is full.
   *
   * @return false: it was given up, by {@link #giveUp} or an interrupt, which is left set; the
   *     record is not published
   * @throws IllegalArgumentException if the record is another run's
   */
  public boolean publish(Envelope envelope) {
    if (!envelope.run().equals(run)) {
      throw new IllegalArgumentException(
          "a record of run " + envelope.run() + " cannot be published as run " + run);
    }
    int rows = envelope.message() instanceof StepBatch batch ? batch.size() : 0;
    Frame frame = new Frame(frames, rows, 0, MessageCodec.encode(envelope));
    if (!append(frame)) {
      return false;
    }
    frames++;
    steps.addAndGet(rows);
    return true;
  }

  private boolean append(Frame frame) {
    synchronized (waitingLock) {
      if (givenUp) {
        return false;
      }
      waiting = Thread.currentThread();
    }
    boolean interrupted = false;
    boolean appended = false;
    try {
      buffer.append(frame);
      appended = true;
    } catch (InterruptedException e) {
      interrupted = true;
    }
    synchronized (waitingLock) {
      waiting = null;
      if (givenUp) {
        // Ours, which may also have come too late to be noticed.
        Thread.interrupted();
      } else if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return appended;
  }

  /** Publishes no more: a record that waits for room is given up. */
  public void giveUp() {
    synchronized (waitingLock) {
      givenUp = true;
      if (waiting != null) {
        waiting.interrupt();
      }
    }
  }

  /**
   * Steps published that Kafka has not acknowledged. What is left after {@link #close} was not
   * delivered.
   */
  public long undeliveredSteps() {
    return Math.max(0, steps.get() - buffer.acknowledgedSteps());
  }

  /**
   * Waits until Kafka has acknowledged all or the close timeout is over, and logs one line about
   * what was not delivered. Further calls do nothing.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean interrupted = false;
    boolean complete = false;
    try {
      complete = buffer.awaitAcknowledged(closeTimeout);
      sender.interrupt();
      TimeUnit.NANOSECONDS.timedJoin(sender, GRACE.toNanos());
    } catch (InterruptedException e) {
      sender.interrupt();
      interrupted = true;
    }
    if (!complete) {
      log.warn(
          "Run {}: {} of {} steps and perhaps the end of the run were not delivered to Kafka"
              + " within {} s",
          run,
          undeliveredSteps(),
          steps.get(),
          closeTimeout.toMillis() / 1e3);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
