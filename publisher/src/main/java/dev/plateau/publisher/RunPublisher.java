package dev.plateau.publisher;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunId;
import java.util.Map;

/**
 * Publishes one run: what a training program embeds. Whoever starts it closes it.
 *
 * <p>Thread: one training thread calls {@link #step}, {@link #put}, {@link #commit} and {@link
 * #log}; all other methods may be called from any thread. After {@link #start} nothing here throws
 * because of Kafka, and nothing waits for it but {@link #close}.
 */
public final class RunPublisher implements AutoCloseable {
  private final SlotTable slots = new SlotTable();
  private final RunId runId = new RunId("run");

  private RunPublisher() {}

  /**
   * Starts publishing; never waits for the network.
   *
   * @throws InvalidSettingException if the settings cannot work
   */
  public static RunPublisher start(PublisherSettings settings, RunDescription run) {
    return new RunPublisher();
  }

  /** The run's id. */
  public RunId runId() {
    return runId;
  }

  /** The metric's handle, the same for every call with the same name. */
  public MetricSlot slot(MetricName name) {
    return slots.slot(name);
  }

  /** Begins a row, stamped with the wall clock. */
  public void step(long step) {}

  /** Begins a row with a time of its own, microseconds since the epoch. */
  public void step(long step, long timeMicros) {}

  /**
   * Puts a value into the row begun last; a second value for the same metric replaces the first.
   */
  public void put(MetricSlot slot, double value) {}

  /** Hands the row over, or counts it as dropped. */
  public void commit() {}

  /** A whole row at once; names as {@code loss} or {@code loss/layer}. */
  public void log(long step, Map<String, Double> metrics) {}

  /** Steps so far that will never be sent. */
  public long droppedSteps() {
    return 0;
  }

  /** Ends the run: it made all its steps. The first end counts. */
  public void complete() {}

  /** Ends the run: an error ended it. The first end counts. */
  public void fail(String reason) {}

  /** Ends the run: a person or a signal ended it. The first end counts. */
  public void stop() {}

  /**
   * Ends the run as completed unless it was ended, waits until Kafka has acknowledged all or the
   * close timeout is over, and logs one line about what was not delivered. Further calls do
   * nothing.
   */
  @Override
  public void close() {}
}
