package dev.plateau.trainer.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or a termination signal: asks a training to end after its step and lets the process wait
 * until it has. One for a process.
 */
final class StopSignal implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

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

  /** All is ended: the process may go. */
  @Override
  public void close() {
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
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("plateau: the training did not end within 30 s of being asked to");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
