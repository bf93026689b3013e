package dev.plateau.collector.topology;

import java.time.Duration;

/** Since when the broker has answered without a break of more than a minute. Not thread-safe. */
final class Hearing {
  private static final long BREAK_MICROS = Duration.ofMinutes(1).toNanos() / 1000;

  private long sinceMicros;
  private long lastMicros;

  /** The broker answered what was asked at this time. */
  void heard(long askedMicros) {
    if (sinceMicros == 0 || askedMicros - lastMicros > BREAK_MICROS) {
      sinceMicros = askedMicros;
    }
    lastMicros = askedMicros;
  }

  /** Microseconds since the epoch; 0: it has not answered yet. */
  long sinceMicros() {
    return sinceMicros;
  }
}
