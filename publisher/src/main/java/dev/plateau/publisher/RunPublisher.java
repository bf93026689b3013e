package dev.plateau.publisher;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunFinished.Outcome;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.SessionId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes one run: what a training program embeds. Whoever starts it closes it; a process that
 * ends without closing it publishes the run as stopped, if it can still be reached.
 *
 * <p>Thread: one training thread calls {@link #step}, {@link #put}, {@link #commit} and {@link
 * #log}; all other methods may be called from any thread. After {@link #start} nothing here throws
 * because of Kafka, and nothing waits for it but {@link #close} (and a step, where the settings
 * allow it to wait).
 *
 * <p>Law, once closed: rows committed = rows framed + {@link #droppedSteps}; every framed row stays
 * in its place until Kafka has acknowledged it or the process ends.
 */
public final class RunPublisher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunPublisher.class);
  private static final String TOO_MANY_METRICS =
      "a run has at most " + SlotTable.MAX_SLOTS + " metrics, so one is discarded:";
  private static final long ROOM_PAUSE_NANOS = 100_000;

  private final RunId runId;
  private final SlotTable slots;
  private final StepRing ring;
  private final StepClock clock;
  private final Duration closeTimeout;
  private final long maxWaitNanos;
  private final Warnings warnings;

  /** Null: publishing is disabled. */
  private final @Nullable Delivery delivery;

  /** Only the training thread's. */
  private final Map<String, MetricSlot> slotsByText = new HashMap<>();

  private final ShutdownHook shutdownHook;

  /** Done before a process that ends stops the run. */
  private volatile Runnable lastWork = () -> {};

  /** Whether steps are taken: not when disabled, and not after the end. */
  private volatile boolean open;

  private RunPublisher(
      RunId runId,
      SlotTable slots,
      StepRing ring,
      StepClock clock,
      PublisherSettings settings,
      @Nullable Delivery delivery) {
    this.runId = runId;
    this.slots = slots;
    this.ring = ring;
    this.clock = clock;
    this.delivery = delivery;
    closeTimeout = settings.closeTimeout();
    maxWaitNanos = settings.maxWait().toNanos();
    warnings = new Warnings(log, runId);
    open = delivery != null;
    shutdownHook = new ShutdownHook("plateau-shutdown-" + runId, this::closeAsStopped);
  }

  /**
   * Starts publishing; never waits for the network.
   *
   * @throws InvalidSettingException if the settings cannot work
   */
  public static RunPublisher start(PublisherSettings settings, RunDescription run) {
    RunId runId = run.idWith(settings, Instant.now(), new SecureRandom());
    if (settings.mode() == PublisherMode.DISABLED) {
      return new RunPublisher(
          runId, new SlotTable(), new StepRing(0), StepClock.system(), settings, null);
    }
    ClientProperties properties = ClientProperties.of(settings, runId);
    OutageLog outage = new OutageLog(runId, properties.servers());
    return start(settings, run, runId, new KafkaSinkOpener(runId, properties, outage), outage);
  }

  /** As {@link #start(PublisherSettings, RunDescription)}, to where the opener leads. */
  static RunPublisher start(
      PublisherSettings settings, RunDescription run, FrameSink.Opener opener) {
    RunId runId = run.idWith(settings, Instant.now(), new SecureRandom());
    return start(settings, run, runId, opener, new OutageLog(runId, settings.bootstrapServers()));
  }

  private static RunPublisher start(
      PublisherSettings settings,
      RunDescription run,
      RunId runId,
      FrameSink.Opener opener,
      OutageLog outage) {
    SlotTable slots = new SlotTable();
    StepRing ring = new StepRing(settings.ringBytes());
    StepClock clock = StepClock.system();
    Delivery delivery =
        Delivery.start(
            runId,
            run.startWith(settings, clock.micros()),
            slots,
            ring,
            clock,
            SessionId.random(new SecureRandom()),
            settings,
            opener,
            outage);
    RunPublisher publisher = new RunPublisher(runId, slots, ring, clock, settings, delivery);
    publisher.shutdownHook.add();
    return publisher;
  }

  /** The run's id. */
  public RunId runId() {
    return runId;
  }

  /**
   * The metric's handle, the same for every call with the same name. A run has at most 3,000
   * metrics (one for each layer counts as one): values for more are discarded with a warning.
   */
  public MetricSlot slot(MetricName name) {
    MetricSlot slot = slots.slot(name);
    if (!slot.isOf(slots)) {
      warnings.once(TOO_MANY_METRICS, name);
    }
    return slot;
  }

  /**
   * Begins a row, stamped with the wall clock. A row begun before and not committed is dropped.
   *
   * @param step ≥ 0; the row of a negative step is dropped with a warning
   */
  public void step(long step) {
    if (open) {
      step(step, clock.micros());
    } else {
      refuse();
    }
  }

  /**
   * Begins a row as {@link #step(long)} does, with a time of its own.
   *
   * @param timeMicros microseconds since the epoch
   */
  public void step(long step, long timeMicros) {
    if (!open) {
      refuse();
      return;
    }
    if (step < 0) {
      ring.abandon();
      ring.refuse();
      warnings.once("a step must be >= 0, so one is dropped, with step", step);
      return;
    }
    if (maxWaitNanos > 0 && delivery != null) {
      awaitRoom(delivery);
    }
    ring.begin(step, timeMicros);
  }

  private void refuse() {
    if (delivery != null) {
      ring.abandon();
      ring.refuse();
      warnings.once("it has ended; further steps are dropped");
    }
  }

  /** Waits for room for a row of all metrics, at most as long as the settings allow. */
  private void awaitRoom(Delivery delivery) {
    int values = slots.size();
    if (ring.hasRoomFor(values)) {
      return;
    }
    long begun = System.nanoTime();
    while (!ring.hasRoomFor(values)
        && System.nanoTime() - begun < maxWaitNanos
        && open
        && !Thread.currentThread().isInterrupted()) {
      delivery.hurry();
      LockSupport.parkNanos(this, ROOM_PAUSE_NANOS);
    }
  }

  /**
   * Puts a value into the row begun last; a second value for the same metric replaces the first.
   * Without a row, or with another publisher's slot, it does nothing.
   */
  public void put(MetricSlot slot, double value) {
    if (slot.isOf(slots)) {
      ring.put(slot.index(), value);
    } else {
      warnings.once("a value is discarded, its slot is not of this run:", slot);
    }
  }

  /**
   * Hands the row over, or counts it as dropped if there is no room; without a row does nothing.
   */
  public void commit() {
    ring.commit();
  }

  /**
   * A whole row at once, for those who can spare a few lookups.
   *
   * @param metrics values by name, as {@code loss} or {@code feature_sparsity/1}; a name that
   *     cannot be one is left out with a warning
   */
  public void log(long step, Map<String, Double> metrics) {
    step(step);
    if (open) {
      metrics.forEach((name, value) -> put(slot(name), value));
    }
    commit();
  }

  private MetricSlot slot(String text) {
    MetricSlot known = slotsByText.get(text);
    if (known != null) {
      return known;
    }
    try {
      MetricSlot slot = slot(MetricName.parse(text));
      if (slot.isOf(slots)) {
        slotsByText.put(text, slot);
      }
      return slot;
    } catch (IllegalArgumentException e) {
      warnings.once("a metric is left out:", e.getMessage());
      return slots.discarding();
    }
  }

  /**
   * Steps so far that will never be sent, because the buffers were full, the run had ended, or the
   * row was never committed or had a negative step.
   */
  public long droppedSteps() {
    return delivery == null ? 0 : delivery.droppedSteps();
  }

  /**
   * Steps on their way: taken, not dropped, and not acknowledged by Kafka yet. What is left after
   * {@link #close} was not delivered.
   */
  public long undeliveredSteps() {
    return delivery == null ? 0 : delivery.undeliveredSteps();
  }

  /**
   * Marks the rows so far. The training thread marks, any thread may look at the mark: when it is
   * reached, a checkpoint of the training as it is now can be resumed without a hole in the run.
   * Reached at once where publishing is disabled.
   */
  public DeliveryMark mark() {
    return delivery == null ? () -> true : delivery.mark();
  }

  /** Ends the run: it made all its steps. The first end counts. */
  public void complete() {
    end(Outcome.COMPLETED, "");
  }

  /** Ends the run: an error ended it. The first end counts. */
  public void fail(String reason) {
    end(Outcome.FAILED, reason);
  }

  /** Ends the run: a person or a signal ended it. The first end counts. */
  public void stop() {
    end(Outcome.STOPPED, "");
  }

  private void end(Outcome outcome, String reason) {
    open = false;
    if (delivery != null) {
      delivery.end(outcome, reason);
    }
  }

  /**
   * Ends the run as completed unless it was ended, waits until Kafka has acknowledged all or the
   * close timeout is over, and logs one line about what was not delivered. Further calls do
   * nothing.
   */
  @Override
  public void close() {
    complete();
    if (delivery != null) {
      delivery.close(closeTimeout);
    }
    shutdownHook.remove();
  }

  /**
   * What to do where the process ends without {@link #close}, before the run is ended as stopped:
   * rows that are still to be written may be, by the thread that does the work. The training thread
   * must be kept from its own meanwhile. The work delays the end of the process.
   */
  public void beforeStopped(Runnable work) {
    lastWork = work;
  }

  private void closeAsStopped() {
    warnings.silence();
    try {
      lastWork.run();
    } finally {
      stop();
      close();
    }
  }
}
