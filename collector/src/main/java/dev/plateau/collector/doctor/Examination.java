package dev.plateau.collector.doctor;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** All checks of an installation, one after the other. */
public final class Examination {
  private final String bootstrapServers;
  private final Map<String, String> clientConfig;
  private final Duration patience;
  private final InstantSource clock;
  private final String plateauVersion;

  /**
   * @param clientConfig further Kafka client settings, by Kafka's names
   * @param patience how long an answer may take
   * @param clock the time here
   * @param plateauVersion as {@code plateau --version} says it
   */
  public Examination(
      String bootstrapServers,
      Map<String, String> clientConfig,
      Duration patience,
      InstantSource clock,
      String plateauVersion) {
    this.bootstrapServers = bootstrapServers;
    this.clientConfig = Map.copyOf(clientConfig);
    this.patience = patience;
    this.clock = clock;
    this.plateauVersion = plateauVersion;
  }

  private List<Check> checks() {
    return List.of(
        new FeaturesCheck(),
        new TopicsCheck(),
        new RetentionCheck(),
        new CollectorsCheck(),
        new LagCheck(),
        new DeadLettersCheck(),
        new ClockCheck(),
        new TrainerClocksCheck(),
        new DiskCheck());
  }

  /**
   * Looks at everything; without a broker, at what can be seen without one.
   *
   * @param found told each finding as soon as it is there
   * @return all findings
   */
  public List<Finding> run(Consumer<Finding> found) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    Consumer<Finding> both = found.andThen(findings::add);
    try (Cluster cluster = new Cluster(bootstrapServers, clientConfig, patience, clock)) {
      both.accept(look(JavaCheck.here(plateauVersion), cluster));
      Finding broker = look(new BrokerCheck(), cluster);
      both.accept(broker);
      if (broker.level() != Level.PROBLEM) {
        for (Check check : checks()) {
          both.accept(look(check, cluster));
        }
      }
    } catch (KafkaException e) {
      both.accept(BrokerCheck.unreachable(bootstrapServers, e));
    }
    return findings;
  }

  /** A check that cannot look has found a problem. */
  static Finding look(Check check, Cluster cluster) throws InterruptedException {
    try {
      return check.look(cluster);
    } catch (TimeoutException e) {
      return failed(check, "the broker did not answer in time");
    } catch (ExecutionException e) {
      return failed(check, String.valueOf(e.getCause()));
    } catch (IOException | KafkaException e) {
      return failed(check, String.valueOf(e.getMessage()));
    }
  }

  private static Finding failed(Check check, String why) {
    return new Diagnosis(check.name())
        .problem(
            "could not be looked at: " + why,
            "The user of --kafka-config needs the right to describe the cluster, its topics and"
                + " groups; else try again.")
        .finding();
  }
}
