package dev.plateau.collector.deletion;

import dev.plateau.collector.log.LogUnavailableException;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.topology.Collector;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunDeleted;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Asks the collectors to forget a run and waits until the registry has. The message belongs to no
 * session, so that it begins no attempt. Stateless but for what it is told when it is made.
 */
public final class RunDeletion {
  private static final int SEND_PATIENCE_MILLIS = 10_000;

  private final String bootstrapServers;
  private final Map<String, String> clientConfig;

  /** What came of it. */
  public enum Outcome {
    /** The registry has forgotten the run. */
    FORGOTTEN,
    /** The request is in the log; no collector is running that would read it. */
    NO_COLLECTOR,
    /** The request is in the log; the collectors have not come to it in time. */
    NOT_YET
  }

  /**
   * @param clientConfig further Kafka client settings, by Kafka's names
   */
  public RunDeletion(String bootstrapServers, Map<String, String> clientConfig) {
    this.bootstrapServers = bootstrapServers;
    this.clientConfig = Map.copyOf(clientConfig);
  }

  /**
   * Deletes a run that the registry has.
   *
   * @param patience how long to wait for the collectors
   * @throws LogUnavailableException with one sentence, if the request cannot be sent or the
   *     registry cannot be read
   */
  public Outcome delete(RunEntry run, Duration patience)
      throws LogUnavailableException, InterruptedException {
    try (RemovalWatch watch = RemovalWatch.begin(bootstrapServers, clientConfig)) {
      send(run);
      if (!isCollectorRunning()) {
        return Outcome.NO_COLLECTOR;
      }
      return watch.await(run.run(), patience) ? Outcome.FORGOTTEN : Outcome.NOT_YET;
    } catch (KafkaException e) {
      throw unavailable(e);
    }
  }

  private void send(RunEntry run) throws LogUnavailableException, InterruptedException {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, SEND_PATIENCE_MILLIS);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, SEND_PATIENCE_MILLIS);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, SEND_PATIENCE_MILLIS);
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(request(run)).get(2L * SEND_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw unavailable(e);
    }
  }

  /** On the partition that keeps the run's records, whatever partitioner its trainer had. */
  private static ProducerRecord<byte[], byte[]> request(RunEntry run) {
    byte[] value =
        MessageCodec.encode(
            new Envelope(new RunId(run.run()), new Origin.Unsequenced(), new RunDeleted()));
    Integer partition = run.partition() < 0 ? null : run.partition();
    return new ProducerRecord<>(
        Topics.STEPS, partition, run.run().getBytes(StandardCharsets.UTF_8), value);
  }

  private boolean isCollectorRunning() throws LogUnavailableException, InterruptedException {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (Admin admin = Admin.create(config)) {
      return admin
          .describeConsumerGroups(List.of(Collector.GROUP))
          .all()
          .get(SEND_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
          .values()
          .stream()
          .anyMatch(group -> !group.members().isEmpty());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof org.apache.kafka.common.errors.GroupIdNotFoundException) {
        return false;
      }
      throw unavailable(e);
    } catch (TimeoutException e) {
      throw unavailable(e);
    }
  }

  private LogUnavailableException unavailable(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new LogUnavailableException(
        "The broker at "
            + bootstrapServers
            + " did not take the deletion: "
            + (cause.getMessage() == null ? cause : cause.getMessage())
            + ". 'plateau runs' says whether the run is still there; try again.",
        e);
  }
}
