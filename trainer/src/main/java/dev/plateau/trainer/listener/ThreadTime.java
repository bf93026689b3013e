package dev.plateau.trainer.listener;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/** CPU time of the thread that asks, nanoseconds; the wall clock's where the JVM has none. */
final class ThreadTime implements LongSupplier {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final boolean isMeasured =
      threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();

  @Override
  public long getAsLong() {
    return isMeasured ? threads.getCurrentThreadCpuTime() : System.nanoTime();
  }
}
