package dev.plateau.collector.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C or a termination signal, turned into something a command can wait for. The command then
 * closes what it started and says with what code the process ends; without this, the JVM would end
 * with 130 or 143 and not wait. One for a process.
 */
final class StopRequest {
  private static final long CLOSING_SECONDS = 60;

  private final CompletableFuture<@Nullable Void> asked = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile int exitCode;

  private StopRequest() {}

  /** Begins listening for signals. */
  static StopRequest listen() {
    StopRequest request = new StopRequest();
    Runtime.getRuntime().addShutdownHook(new Thread(request::stop, "plateau-stop"));
    return request;
  }

  /** Completed when the process is asked to stop. */
  CompletableFuture<@Nullable Void> asked() {
    return asked;
  }

  /** Says that all is closed; the process, if it was asked to stop, ends with this code. */
  int closed(int code) {
    exitCode = code;
    closed.countDown();
    return code;
  }

  private void stop() {
    if (closed.getCount() == 0) {
      // The process ends by itself, with a code of its own.
      return;
    }
    asked.complete(null);
    try {
      if (closed.await(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(exitCode);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
