package dev.plateau.trainer.cli;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunId;
import dev.plateau.publisher.PublisherMode;
import dev.plateau.publisher.PublisherSettings;
import dev.plateau.publisher.RunDescription;
import dev.plateau.publisher.RunPublisher;
import dev.plateau.trainer.listener.MetricSlots;
import dev.plateau.trainer.listener.StepSink;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A command's run. It is published from its first row on, so that a command that refuses its input
 * leaves no run behind. One thread writes rows; whoever makes it closes it.
 */
final class RunSession implements StepSink, AutoCloseable {
  private final PublisherSettings settings;
  private final RunId runId;
  private final LongFunction<RunDescription> description;
  private @Nullable RunPublisher publisher;
  private @Nullable MetricSlots slots;
  private long rows;
  private boolean isStep;
  private Runnable beforeStopped = () -> {};

  /**
   * A run that has not begun.
   *
   * @param description what the run says of itself, given its first step
   */
  RunSession(PublisherSettings settings, RunId runId, LongFunction<RunDescription> description) {
    this.settings = settings.toBuilder().runId(runId).build();
    this.runId = runId;
    this.description = description;
  }

  @Override
  public void step(long step) {
    started(step).step(step);
    isStep = true;
  }

  /** Begins a row with a time of its own, microseconds since the epoch. */
  void step(long step, long timeMicros) {
    started(step).step(step, timeMicros);
    isStep = true;
  }

  @Override
  public void again(long step) {
    started(step).step(step);
    isStep = false;
  }

  private RunPublisher started(long firstStep) {
    if (publisher == null) {
      publisher = RunPublisher.start(settings, description.apply(firstStep));
      publisher.beforeStopped(beforeStopped);
      slots = new MetricSlots(publisher);
    }
    if (slots != null) {
      slots.beginRow();
    }
    return publisher;
  }

  @Override
  public void put(MetricName name, double value) {
    if (publisher != null && slots != null) {
      publisher.put(slots.of(name), value);
    }
  }

  @Override
  public void commit() {
    if (publisher != null) {
      publisher.commit();
      rows += isStep ? 1 : 0;
    }
  }

  /** What the end of the process waits for, before the run is ended as stopped. Set before rows. */
  void beforeStopped(Runnable work) {
    beforeStopped = work;
  }

  /** Marks the rows so far; what it gives says, to any thread, whether all of them have arrived. */
  BooleanSupplier mark() {
    return publisher == null ? () -> true : publisher.mark()::isReached;
  }

  /** Steps committed, without further rows of theirs. */
  long rows() {
    return rows;
  }

  /** Ends the run as failed, with one sentence. */
  void fail(String reason) {
    if (publisher != null) {
      publisher.fail(reason);
    }
  }

  /** Ends the run as stopped by a person. */
  void stop() {
    if (publisher != null) {
      publisher.stop();
    }
  }

  /** Ends the run as completed unless it was ended, and waits until it is delivered. */
  @Override
  public void close() {
    if (publisher != null) {
      publisher.close();
    }
  }

  /** Whether rows were lost; after close. */
  boolean isIncomplete() {
    return publisher != null && publisher.droppedSteps() + publisher.undeliveredSteps() > 0;
  }

  /** What became of the run, in one line; after close. */
  String summary(double seconds) {
    String made = "run %s: %d steps in %.1f s".formatted(runId, rows, seconds);
    if (settings.mode() == PublisherMode.DISABLED) {
      return made + ", not published";
    }
    return publisher == null
        ? made + ", nothing to publish"
        : made
            + ", %d dropped, %d undelivered"
                .formatted(publisher.droppedSteps(), publisher.undeliveredSteps());
  }
}
