package dev.plateau.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.RunId;
import dev.plateau.protocol.Topics;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class OutageLogTest {
  private static final String RUN = "run-of-outages";

  private final OutageLog outage = new OutageLog(new RunId(RUN), "kafka:9092");

  @Test
  void failure_repeated_isToldOnceUntilItChangesOrEnds() {
    try (CapturedLog log = new CapturedLog(RUN)) {
      outage.delivered();
      outage.failed(new TimeoutException("first"));
      outage.failed(new TimeoutException("second"));
      outage.silent();
      assertThat(log.messages()).hasSize(1);
      outage.failed(new UnknownTopicOrPartitionException());
      assertThat(log.messages()).hasSize(2);
      outage.delivered();
      outage.failed(new UnknownTopicOrPartitionException());
      assertThat(log.messages()).hasSize(3);
    }
  }

  @Test
  void failure_ofEachKind_saysWhatToDo() {
    assertTold(new TimeoutException(), "Kafka at kafka:9092 does not answer");
    assertTold(new UnknownTopicOrPartitionException(), "has no topic plateau.steps yet");
    assertTold(new TopicAuthorizationException(Topics.STEPS), "grant it Write and Describe");
    assertTold(new SaslAuthenticationException("no"), "check the file of kafka-config");
    assertTold(
        new KafkaException("Failed to construct", new ConfigException("no such host")),
        "no connection to Kafka at kafka:9092 can be made (no such host)");
    assertTold(new NullPointerException("bug"), "java.lang.NullPointerException: bug");
  }

  private void assertTold(Throwable failure, String sentence) {
    try (CapturedLog log = new CapturedLog(RUN)) {
      outage.failed(failure);
      assertThat(log.messages()).hasSize(1).first().asString().contains(RUN).contains(sentence);
    }
  }
}
