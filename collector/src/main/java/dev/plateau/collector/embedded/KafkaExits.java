package dev.plateau.collector.embedded;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/**
 * Kafka ends the whole JVM where it sees no other way, as when the disk of its logs fails. As long
 * as somebody listens here it ends the calling thread instead, and they are told. Kafka knows one
 * way out for a JVM, so all who listen are told of any broker's. Thread-safe.
 */
final class KafkaExits {
  private static final Set<Consumer<Throwable>> LISTENERS = ConcurrentHashMap.newKeySet();

  private KafkaExits() {}

  /** From now on tells this listener, on Kafka's thread; until {@link #forget}. */
  static void tell(Consumer<Throwable> listener) {
    LISTENERS.add(listener);
    Exit.setHaltProcedure(KafkaExits::refuse);
    Exit.setExitProcedure(KafkaExits::refuse);
  }

  /** Tells this listener no more. */
  static void forget(Consumer<Throwable> listener) {
    LISTENERS.remove(listener);
  }

  private static void refuse(int code, @Nullable String message) {
    RuntimeException fault =
        new IllegalStateException(message == null ? "Kafka ends with code " + code : message);
    LISTENERS.forEach(listener -> listener.accept(fault));
    // What Kafka does after an exit is not written to be reached.
    throw fault;
  }
}
