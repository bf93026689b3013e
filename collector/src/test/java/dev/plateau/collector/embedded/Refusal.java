package dev.plateau.collector.embedded;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The refusal that a call ends with; fails if it ends otherwise. */
final class Refusal {
  private Refusal() {}

  static BrokerException of(ThrowingCallable call) {
    return catchThrowableOfType(BrokerException.class, call);
  }
}
