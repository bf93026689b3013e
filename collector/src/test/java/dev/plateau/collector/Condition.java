package dev.plateau.collector;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Something that will be so, sooner or later. */
public final class Condition {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Condition() {}

  /** Waits until it is so. */
  public static void await(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for " + what);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
