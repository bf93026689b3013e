package dev.plateau.collector.notify;

import java.time.Duration;

/**
 * How long to wait before the next try: half a second, and twice as long after each further
 * failure, 30 s at most; longer where the receiver asks for it. Not thread-safe.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration MAX = Duration.ofSeconds(30);

  private Duration next = FIRST;

  /** The wait after one more failure. */
  Duration after(Answer.Failed failure) {
    Duration wait = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(MAX) > 0 ? MAX : doubled;
    return failure.retryAfter().compareTo(wait) > 0 ? failure.retryAfter() : wait;
  }

  /** The receiver answers again. */
  void reset() {
    next = FIRST;
  }
}
