package dev.plateau.collector.cli;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C, a hang-up or a termination signal, turned into something a command can wait for. The
 * command then closes what it started and returns its exit code, and the JVM ends as it always
 * does; left to itself it would end with 130 or 143 and not wait. A second signal ends the process
 * at once. One for a process.
 */
final class StopRequest {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");
  private static final long CLOSING_SECONDS = 60;
  private static final int INTERRUPTED = 130;

  private final CompletableFuture<@Nullable Void> asked = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private StopRequest() {}

  /** Begins listening for signals. */
  static StopRequest listen() {
    StopRequest request = new StopRequest();
    SIGNALS.forEach(request::handle);
    // For what ends the JVM otherwise: still close before it goes.
    Runtime.getRuntime().addShutdownHook(new Thread(request::closeFirst, "plateau-stop"));
    return request;
  }

  /**
   * By reflection: the class is there in every JDK (module jdk.unsupported), and the compiler warns
   * of it whatever it is told.
   */
  private void handle(String signalName) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                signalled();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(signalName), ours);
    } catch (ReflectiveOperationException e) {
      // This JVM or system has no such signal, or keeps it: the shutdown hook is left.
    }
  }

  private void signalled() {
    if (!asked.complete(null)) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
  }

  /** Completed when the process is asked to stop. */
  CompletableFuture<@Nullable Void> asked() {
    return asked;
  }

  /**
   * Waits until the next look is due.
   *
   * @return whether one of these was completed before
   */
  static boolean anyWithin(Duration time, CompletableFuture<?>... reasons)
      throws InterruptedException {
    try {
      CompletableFuture.anyOf(reasons).get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Says that all is closed; returns the code. */
  int closed(int code) {
    closed.countDown();
    return code;
  }

  private void closeFirst() {
    asked.complete(null);
    try {
      if (!closed.await(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("not closed within " + CLOSING_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
