package dev.plateau.publisher;

import dev.plateau.protocol.RunId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Says each thing about a run once, however often it happens. Thread-safe. */
final class Warnings {
  private final Logger log;
  private final RunId run;
  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private volatile boolean silent;

  Warnings(Logger log, RunId run) {
    this.log = log;
    this.run = run;
  }

  /** Warns, if it is the first time. */
  void once(String what) {
    if (isNew(what)) {
      log.warn("Run {}: {}", run, what);
    }
  }

  /**
   * Warns, if it is the first time.
   *
   * @param what the same words each time
   * @param example what it happened to this time
   */
  void once(String what, @Nullable Object example) {
    if (isNew(what)) {
      log.warn("Run {}: {} {}; further ones are not told", run, what, example);
    }
  }

  private boolean isNew(String what) {
    return !silent && said.add(what);
  }

  /** Says nothing any more: the process is ending, and late calls are nobody's mistake. */
  void silence() {
    silent = true;
  }
}
