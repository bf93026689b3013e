package dev.plateau.collector.topology;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;

/**
 * What becomes of a collector whose stream thread has died of a fault.
 *
 * <p>A transaction that could not be brought to its end, since the process or the broker stood
 * still for longer than the client waits (a laptop that slept, a paused machine), is nobody's
 * mistake: a new thread begins from what was committed. Anything else is a fault of ours, or one
 * that the next try would meet again, and must be seen: the collector stops. So it does if threads
 * die one after the other. Thread-safe.
 */
final class FaultPolicy {
  /** As many threads may be replaced within {@link #WITHIN}. */
  static final int REPLACEMENTS = 3;

  static final Duration WITHIN = Duration.ofMinutes(10);

  private static final Set<Class<? extends Throwable>> PASSING =
      Set.of(
          RetriableException.class,
          ApplicationRecoverableException.class,
          InvalidTxnStateException.class,
          OutOfOrderSequenceException.class,
          TransactionAbortableException.class,
          TransactionAbortedException.class);

  private final Deque<Long> replacedNanos = new ArrayDeque<>();

  /**
   * Whether another thread takes the dead one's place; if not, the collector stops.
   *
   * @param nanoTime time of the fault, as {@link System#nanoTime} has it
   */
  synchronized boolean replaces(Throwable fault, long nanoTime) {
    while (!replacedNanos.isEmpty() && nanoTime - replacedNanos.peek() > WITHIN.toNanos()) {
      replacedNanos.remove();
    }
    if (!isPassing(fault) || replacedNanos.size() >= REPLACEMENTS) {
      return false;
    }
    replacedNanos.add(nanoTime);
    return true;
  }

  private static boolean isPassing(Throwable fault) {
    boolean passing = false;
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof FencedInstanceIdException) {
        // Another living collector has this one's name.
        return false;
      }
      passing |= isOfAPassingKind(cause);
    }
    return passing;
  }

  private static boolean isOfAPassingKind(Throwable cause) {
    return PASSING.stream().anyMatch(kind -> kind.isInstance(cause));
  }
}
