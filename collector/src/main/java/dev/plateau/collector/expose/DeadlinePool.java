package dev.plateau.collector.expose;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads for requests. A task that takes longer than the limit is interrupted, which closes
 * the socket that it reads from or writes to: a client that sends or takes its bytes slowly holds a
 * thread for that long at most, and others wait no longer.
 *
 * <p>The JDK's own limits ({@code sun.net.httpserver.maxRspTime}) hold for the whole JVM and would
 * cut streams that are meant to stay open. Thread-safe.
 */
final class DeadlinePool implements Executor, AutoCloseable {
  private final Duration limit;
  private final ThreadPoolExecutor workers;
  private final ScheduledThreadPoolExecutor watch;

  DeadlinePool(String name, int threads, Duration limit) {
    this.limit = limit;
    workers =
        new ThreadPoolExecutor(
            threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemon(name));
    workers.allowCoreThreadTimeOut(true);
    watch = new ScheduledThreadPoolExecutor(1, daemon(name + "-watch"));
    watch.setRemoveOnCancelPolicy(true);
  }

  private static ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void execute(Runnable task) {
    workers.execute(() -> runWatched(task));
  }

  private void runWatched(Runnable task) {
    Turn turn = new Turn(Thread.currentThread());
    ScheduledFuture<?> alarm =
        watch.schedule(turn::interrupt, limit.toNanos(), TimeUnit.NANOSECONDS);
    try {
      task.run();
    } finally {
      alarm.cancel(false);
      turn.end();
    }
  }

  /** A thread's time on one task. */
  private static final class Turn {
    private final Thread thread;
    private boolean over;

    Turn(Thread thread) {
      this.thread = thread;
    }

    synchronized void interrupt() {
      if (!over) {
        thread.interrupt();
      }
    }

    /** From here on no interrupt comes, and one that came late does not meet the next task. */
    synchronized void end() {
      over = true;
      Thread.interrupted();
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
    workers.shutdownNow();
    try {
      workers.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
