package dev.plateau.collector.notify;

import java.time.Duration;

/** What came of posting a notification once. */
sealed interface Answer {
  /** The receiver has it. */
  record Taken() implements Answer {}

  /** The receiver will not take it, however often it is asked. */
  record Refused(int status) implements Answer {}

  /**
   * Not now: there is no receiver, or it cannot.
   *
   * @param reason what is wrong, after the receiver's name
   * @param retryAfter how long the receiver wants to be left alone; zero: it did not say
   */
  record Failed(String reason, Duration retryAfter) implements Answer {}
}
