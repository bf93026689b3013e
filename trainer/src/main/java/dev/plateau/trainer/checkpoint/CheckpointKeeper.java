package dev.plateau.trainer.checkpoint;

import dev.plateau.trainer.experiment.training.BetweenSteps;
import dev.plateau.trainer.experiment.training.SavedTraining;
import dev.plateau.trainer.experiment.training.Training;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes checkpoints of a training between two steps, and writes each on a thread of its own as soon
 * as all rows before it are delivered.
 *
 * <p>Law: of a checkpoint in the folder no row of an earlier step is still to be delivered. A run
 * that is resumed from it has no hole, whatever became of the process.
 *
 * <p>One checkpoint waits at a time; a due one is passed over meanwhile, and only the end's takes
 * the place of one that waits. The training never waits for a file or for Kafka. Failure policy: a
 * checkpoint that cannot be taken or written is told once, and the training goes on.
 *
 * <p>Threads: the training's takes, one closes. Whoever makes it closes it, after the rows' way is
 * closed: what is delivered by then is written.
 */
public final class CheckpointKeeper implements BetweenSteps, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CheckpointKeeper.class);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final CheckpointFolder folder;
  private final RunPlan plan;
  private final Supplier<BooleanSupplier> deliveries;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread writer = new Thread(this::write, "plateau-checkpoints");

  // Under the lock.
  private @Nullable Waiting waiting;
  private boolean isClosing;
  private boolean isFailureTold;
  private OptionalLong written = OptionalLong.empty();

  /** A checkpoint that waits for the rows before it. */
  private static final class Waiting {
    private final SavedTraining training;
    private final BooleanSupplier delivered;

    Waiting(SavedTraining training, BooleanSupplier delivered) {
      this.training = training;
      this.delivered = delivered;
    }
  }

  /**
   * A keeper for one training.
   *
   * @param deliveries marks the rows so far, and gives what says, to any thread, whether all of
   *     them have arrived
   */
  public CheckpointKeeper(
      CheckpointFolder folder, RunPlan plan, Supplier<BooleanSupplier> deliveries) {
    this.folder = folder;
    this.plan = plan;
    this.deliveries = deliveries;
    writer.setDaemon(true);
    writer.start();
  }

  @Override
  public void stepped(Training training, long steps) {
    if (steps % plan.every() == 0 && isFree()) {
      take(training, steps);
    }
  }

  @Override
  public void ended(Training training, long steps) {
    take(training, steps);
  }

  private void take(Training training, long steps) {
    SavedTraining saved;
    try {
      saved = SavedTraining.of(training, steps);
    } catch (IOException | RuntimeException e) {
      failed("taken", steps, e);
      return;
    }
    // After the saving: that may have written rows.
    offer(new Waiting(saved, deliveries.get()));
  }

  private boolean isFree() {
    lock.lock();
    try {
      return waiting == null;
    } finally {
      lock.unlock();
    }
  }

  private void offer(Waiting next) {
    lock.lock();
    try {
      waiting = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    for (Waiting next = next(); next != null; next = next()) {
      try {
        folder.write(new Checkpoint(plan, next.training));
        wrote(next);
      } catch (IOException | RuntimeException e) {
        failed("written", next.training.steps(), e);
        leave(next);
      }
    }
  }

  /** The next one whose rows are delivered; null: none will be any more. */
  private @Nullable Waiting next() {
    lock.lock();
    try {
      while (true) {
        Waiting candidate = waiting;
        if (candidate != null && candidate.delivered.getAsBoolean()) {
          return candidate;
        }
        if (isClosing) {
          return null;
        }
        if (candidate == null) {
          changed.awaitUninterruptibly();
        } else {
          changed.awaitNanos(LOOK_NANOS);
        }
      }
    } catch (InterruptedException e) {
      return null; // nobody does that but whoever ends the process
    } finally {
      lock.unlock();
    }
  }

  private void wrote(Waiting done) {
    lock.lock();
    try {
      written = OptionalLong.of(done.training.steps());
      leave(done);
    } finally {
      lock.unlock();
    }
  }

  private void leave(Waiting done) {
    lock.lock();
    try {
      if (waiting == done) {
        waiting = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private void failed(String what, long steps, Exception e) {
    lock.lock();
    try {
      if (isFailureTold) {
        return;
      }
      isFailureTold = true;
    } finally {
      lock.unlock();
    }
    log.warn(
        "Run {}: the checkpoint at step {} cannot be {}; the training goes on, and further failures"
            + " are not told: {}",
        plan.run(),
        steps,
        what,
        e.toString());
  }

  /** Steps of the last checkpoint that was written; none: none was. */
  public OptionalLong written() {
    lock.lock();
    try {
      return written;
    } finally {
      lock.unlock();
    }
  }

  /** Writes the checkpoint that waits, if its rows are delivered now, and ends the thread. */
  @Override
  public void close() {
    lock.lock();
    try {
      isClosing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
