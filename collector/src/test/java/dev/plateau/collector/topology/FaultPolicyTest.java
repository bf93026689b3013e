package dev.plateau.collector.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultPolicyTest {
  private final FaultPolicy policy = new FaultPolicy();

  static Stream<RuntimeException> passing() {
    return Stream.of(
        new InvalidTxnStateException("the commit timed out before"),
        new TimeoutException("the coordinator does not answer"),
        new ProducerFencedException("the transaction was aborted meanwhile"));
  }

  static Stream<RuntimeException> lasting() {
    return Stream.of(
        new IllegalStateException("a fault of the fold"),
        new RecordTooLargeException("it would be met again"),
        new TopicAuthorizationException("nobody but a person can mend it"),
        new FencedInstanceIdException("another collector has the name"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void commitThatCouldNotBeEnded_isGoneOnAfter(RuntimeException fault) {
    assertThat(policy.replaces(new StreamsException("commit", fault), 0)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void anythingElse_stopsTheCollector(RuntimeException fault) {
    assertThat(policy.replaces(new StreamsException("process", fault), 0)).isFalse();
  }

  @Test
  void fencedName_stopsTheCollector_thoughATimeOutCameOfIt() {
    Throwable fault = new TimeoutException("of", new FencedInstanceIdException("another"));
    assertThat(policy.replaces(fault, 0)).isFalse();
  }

  @Test
  void threadsThatDieOneAfterTheOther_stopTheCollector_andSeldomOnesDoNot() {
    Throwable fault = new TimeoutException("again");
    for (int i = 0; i < FaultPolicy.REPLACEMENTS; i++) {
      assertThat(policy.replaces(fault, i)).isTrue();
    }
    assertThat(policy.replaces(fault, 10)).isFalse();
    assertThat(policy.replaces(fault, FaultPolicy.WITHIN.toNanos() + 1)).isTrue();
  }
}
