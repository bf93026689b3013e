package dev.plateau.trainer.listener;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One training as it is watched, from the first callback to the end. Callbacks and the end take
 * turns: what the end captures are the parameters between two steps, whichever thread asks for it.
 */
final class WatchedTraining {
  private static final Logger log = LoggerFactory.getLogger(WatchedTraining.class);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final NetworkWatch watch;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition turned = lock.newCondition();
  private final AtomicBoolean isEndAsked = new AtomicBoolean();
  private @Nullable Thread trainer;

  /** Who ends it; null: nobody as yet. */
  private @Nullable Thread ending;

  private volatile boolean isOver;

  WatchedTraining(NetworkWatch watch) {
    this.watch = watch;
  }

  /** Whether it is the training of that model. */
  boolean isOf(Model model) {
    return watch.network().views(model);
  }

  /** A callback of the training thread's. After the end, or one that threw, it does nothing. */
  void callback(Consumer<NetworkWatch> callback) {
    if (isOver) {
      return;
    }
    lock.lock();
    try {
      // While somebody waits to end it, the step under way is ended and none is begun: the next one
      // waits until the parameters of this boundary are captured.
      while (isEndingElsewhere() && !isOver && !watch.isInStep()) {
        turned.awaitUninterruptibly();
      }
      if (isOver) {
        return;
      }
      trainer = Thread.currentThread();
      callback.accept(watch);
      if (ending != null && !watch.isInStep()) {
        turned.signalAll();
      }
    } catch (Throwable e) {
      isOver = true;
      turned.signalAll();
      watch.probing().abandon();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /** Between two steps, on the training thread: writes the rows of probes that are to come. */
  void settle() {
    lock.lock();
    try {
      if (!isOver) {
        watch.settle();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes what rows of later steps depend on beyond the network; as {@link #settle}, which it
   * does.
   */
  void save(DataOutput out) throws IOException {
    lock.lock();
    try {
      settle();
      watch.save(out);
    } finally {
      lock.unlock();
    }
  }

  /** Takes up what {@link #save} wrote, before the first step. */
  void restore(DataInput in) throws IOException {
    lock.lock();
    try {
      watch.restore(in);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends it: the probes have their last captures, are waited for and written. Waits at most so
   * long, shorter if interrupted. Never throws. Does nothing if it was ended, or is being ended.
   */
  void end(long patienceNanos) {
    if (!isEndAsked.compareAndSet(false, true)) {
      return;
    }
    long deadline = System.nanoTime() + patienceNanos;
    try {
      if (!stop(deadline)) {
        return;
      }
      int left = awaitProbes(deadline);
      if (left > 0) {
        log.warn("{} measurements of probes were not done when the listener closed", left);
      }
      lock.lock();
      try {
        watch.finish();
      } finally {
        lock.unlock();
      }
    } catch (RuntimeException | Error e) {
      watch.probing().abandon();
      log.warn("The last values of probes are lost: {}", e, e);
    }
  }

  /** From here on callbacks do nothing. Returns whether there is something to finish. */
  private boolean stop(long deadline) {
    if (!isLocked(deadline)) {
      isOver = true;
      watch.probing().abandon();
      log.warn("The last values of probes are lost: the training was in a callback all the time");
      return false;
    }
    try {
      ending = Thread.currentThread();
      awaitStepEnd(deadline);
      if (isOver) {
        return false;
      }
      watch.end();
      return true;
    } finally {
      isOver = true;
      turned.signalAll();
      lock.unlock();
    }
  }

  private boolean isLocked(long deadline) {
    try {
      return lock.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return lock.tryLock();
    }
  }

  /** A step of another thread's is awaited; one that this thread has left behind will not end. */
  private void awaitStepEnd(long deadline) {
    try {
      while (watch.isInStep() && isTrainedElsewhere() && deadline - System.nanoTime() > 0) {
        turned.awaitNanos(LOOK_NANOS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isEndingElsewhere() {
    return ending != null && ending != Thread.currentThread();
  }

  private boolean isTrainedElsewhere() {
    Thread thread = trainer;
    return thread != null && thread != Thread.currentThread() && thread.isAlive();
  }

  private int awaitProbes(long deadline) {
    try {
      watch.probing().await(deadline - System.nanoTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return watch.probing().unfinished();
  }
}
