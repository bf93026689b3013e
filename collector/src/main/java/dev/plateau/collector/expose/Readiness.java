package dev.plateau.collector.expose;

import java.util.Optional;

/** Whether the collector's series are complete. Asked from any thread, so it must not wait. */
@FunctionalInterface
public interface Readiness {
  /** What stands against it, as one sentence; empty: nothing, it is ready. */
  Optional<String> obstacle();
}
