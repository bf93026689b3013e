package dev.plateau.publisher;

import dev.plateau.protocol.RunId;
import dev.plateau.protocol.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Opens a producer once the topic is there. Asking first keeps a broker that creates topics by
 * itself from making one with the wrong partitions and times, and tells a missing topic from a
 * missing broker.
 */
final class KafkaSinkOpener implements FrameSink.Opener {
  private static final int ANSWER_TIMEOUT_MILLIS = 5_000;

  private final RunId run;
  private final ClientProperties properties;
  private final OutageLog outage;

  KafkaSinkOpener(RunId run, ClientProperties properties, OutageLog outage) {
    this.run = run;
    this.properties = properties;
    this.outage = outage;
  }

  @Override
  public FrameSink open() throws DeliveryException, InterruptedException {
    try {
      requireTopic();
      return new KafkaFrameSink(
          run,
          new KafkaProducer<>(
              properties.forClient(), new ByteArraySerializer(), new ByteArraySerializer()),
          outage::silent);
    } catch (ExecutionException e) {
      throw new DeliveryException(e.getCause() == null ? e : e.getCause());
    } catch (InterruptException e) {
      throw new InterruptedException(e.getMessage());
    } catch (KafkaException e) {
      throw new DeliveryException(e);
    }
  }

  private void requireTopic() throws ExecutionException, InterruptedException {
    Admin admin = Admin.create(properties.forClient());
    try {
      admin
          .describeTopics(
              List.of(Topics.STEPS), new DescribeTopicsOptions().timeoutMs(ANSWER_TIMEOUT_MILLIS))
          .allTopicNames()
          .get();
    } finally {
      admin.close(Duration.ZERO);
    }
  }
}
