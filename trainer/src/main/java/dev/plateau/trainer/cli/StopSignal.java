package dev.plateau.trainer.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or a termination signal: asks a training to end after its step and lets the process wait
 * until it has. One for a process.
 */
final class StopSignal implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch trained = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "plateau-stop");
  private volatile boolean asked;

  private StopSignal() {}

  /** Begins listening. */
  static StopSignal listen() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** Whether the process was asked to stop. */
  boolean isAsked() {
    return asked;
  }

  /** The training has ended: no more rows will come. */
  void trainingEnded() {
    trained.countDown();
  }

  /**
   * Lets whoever would end the run while the process ends wait until the training has ended: the
   * step under way has its row, and a checkpoint may follow it.
   */
  void awaitTrainingEnd() {
    await(trained, "the training did not end");
  }

  /** All is ended: the process may go. */
  @Override
  public void close() {
    trained.countDown();
    ended.countDown();
    if (!asked) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending just now; the hook sees that all is ended.
        return;
      }
    }
  }

  private void stop() {
    asked = true;
    await(ended, "the run was not delivered");
  }

  private static void await(CountDownLatch latch, String otherwise) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("plateau: " + otherwise + " within 30 s of being asked to end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
