package dev.plateau.trainer.listener;

import dev.plateau.trainer.listener.Capture.Report;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread that measures what was captured, one capture after the other in their order. A daemon;
 * started with the first capture, gone after {@link #end}. All methods may be called from any
 * thread.
 *
 * <p>Law: every capture that is handed over comes back as one report, in order, unless {@link #end}
 * comes first or its probe has failed at an earlier step. Where the thread dies, the capture that
 * it was at comes back as failed, and another thread takes its place.
 */
final class ProbingThread {
  /** Captures hold copies of parameters: this many may wait. */
  static final int PLACES = 4;

  private final LongSupplier clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Capture> waiting = new ArrayDeque<>();
  private final Queue<Report> reports = new ArrayDeque<>();
  private @Nullable Capture present;
  private @Nullable Thread thread;
  private boolean isEnding;

  /** Whether there are reports; read without the lock at every step. */
  private volatile boolean hasReports;

  /**
   * A thread that is not started yet.
   *
   * @param clock time that the calling thread has used, nanoseconds
   */
  ProbingThread(LongSupplier clock) {
    this.clock = clock;
  }

  /** Whether one more capture may wait. */
  boolean hasPlace() {
    lock.lock();
    try {
      return waiting.size() < PLACES;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a capture, whether there is a place or not. After the end it is lost. */
  void submit(Capture capture) {
    lock.lock();
    try {
      if (isEnding) {
        return;
      }
      waiting.add(capture);
      if (thread == null) {
        start();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void start() {
    Thread started = new Thread(this::run, "plateau-probes");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  /**
   * Waits until one more capture may wait.
   *
   * @return whether it may
   * @throws InterruptedException if the caller is interrupted
   */
  boolean awaitPlace(long nanos) throws InterruptedException {
    return await(PLACES - 1, false, nanos);
  }

  /**
   * Waits until everything is measured.
   *
   * @return whether it is
   * @throws InterruptedException if the caller is interrupted
   */
  boolean awaitIdle(long nanos) throws InterruptedException {
    return await(0, true, nanos);
  }

  private boolean await(int mostWaiting, boolean untilIdle, long nanos)
      throws InterruptedException {
    long left = nanos;
    lock.lock();
    try {
      while (!isEnding && (waiting.size() > mostWaiting || (untilIdle && present != null))) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The next report, which is handed out once; null: there is none now. */
  @Nullable Report poll() {
    if (!hasReports) {
      return null;
    }
    lock.lock();
    try {
      Report report = reports.poll();
      hasReports = !reports.isEmpty();
      return report;
    } finally {
      lock.unlock();
    }
  }

  /** Captures that are not measured: those that wait, and the one being measured. */
  int unfinished() {
    lock.lock();
    try {
      return waiting.size() + (present == null ? 0 : 1);
    } finally {
      lock.unlock();
    }
  }

  /** Lets go of what waits, and of the thread once it has measured what it is at. Never waits. */
  void end() {
    lock.lock();
    try {
      isEnding = true;
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      for (Capture capture = next(); capture != null; capture = next()) {
        boolean isWorthIt = !capture.probe().failedBefore(capture.step());
        finished(isWorthIt ? capture.measured(clock) : null);
      }
    } finally {
      died();
    }
  }

  private @Nullable Capture next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !isEnding) {
        changed.awaitUninterruptibly();
      }
      present = waiting.poll();
      changed.signalAll(); // there is a place again
      return present;
    } finally {
      lock.unlock();
    }
  }

  private void finished(@Nullable Report report) {
    if (report != null && report.failure() != null) {
      report.probe().switchOff(report.step(), report.failure());
    }
    lock.lock();
    try {
      present = null;
      if (report != null) {
        reports.add(report);
        hasReports = true;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whatever ends the thread: what it was at has failed, what waits is the next thread's. */
  private void died() {
    lock.lock();
    try {
      thread = null;
      Capture lost = present;
      if (lost != null) {
        finished(lost.failed(0, new IllegalStateException("the probing thread died")));
      }
      if (!waiting.isEmpty() && !isEnding) {
        start();
      }
    } finally {
      lock.unlock();
    }
  }
}
