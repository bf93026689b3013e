package dev.plateau.collector.cli;

import dev.plateau.collector.embedded.BrokerException;
import dev.plateau.collector.embedded.EmbeddedBroker;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunViews;
import dev.plateau.collector.topology.Collector;
import dev.plateau.collector.topology.CollectorException;
import dev.plateau.collector.topology.CollectorSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A whole collector in this JVM: its folder, a broker if one is wanted, and the fold with its table
 * of runs. Whoever starts it closes it.
 */
final class CollectorApp implements AutoCloseable {
  private final CollectorDirectory directory;
  private final @Nullable EmbeddedBroker broker;
  private final String bootstrapServers;
  private final RunViews views;
  private final Collector collector;

  /**
   * What a collector is told.
   *
   * @param dataDir where it and its broker keep their data
   * @param brokerPort port of an embedded broker; 0: a free one; empty: none, a running one is used
   * @param bootstrapServers where the running broker is; not looked at with an embedded one
   * @param clientConfig further Kafka client settings, by Kafka's names
   * @param threads stream threads
   * @param partitions partitions that the steps topic must have; empty: any
   * @param life how long runs are kept where
   */
  record Settings(
      Path dataDir,
      OptionalInt brokerPort,
      String bootstrapServers,
      Map<String, String> clientConfig,
      int threads,
      OptionalInt partitions,
      RunLife life) {}

  private CollectorApp(
      CollectorDirectory directory,
      @Nullable EmbeddedBroker broker,
      String bootstrapServers,
      RunViews views,
      Collector collector) {
    this.directory = directory;
    this.broker = broker;
    this.bootstrapServers = bootstrapServers;
    this.views = views;
    this.collector = collector;
  }

  /**
   * Starts all of it; {@link Collector#isReady} says when runs are shown.
   *
   * @throws IOException with one sentence, if the folder cannot be used
   * @throws BrokerException with one sentence, if the embedded broker cannot start
   * @throws CollectorException with one sentence, if the broker or its topics cannot be used;
   *     nothing is left open after any of them
   */
  static CollectorApp start(Settings settings)
      throws IOException, BrokerException, CollectorException, InterruptedException {
    CollectorDirectory directory = CollectorDirectory.open(settings.dataDir().resolve("collector"));
    EmbeddedBroker broker = null;
    CollectorApp started = null;
    try {
      if (settings.brokerPort().isPresent()) {
        broker =
            EmbeddedBroker.start(
                BrokerCommand.brokerDirectory(settings.dataDir()),
                settings.brokerPort().getAsInt());
      }
      String servers = broker == null ? settings.bootstrapServers() : broker.bootstrapServers();
      RunViews views = new RunViews(settings.life());
      Collector collector =
          Collector.start(
              new CollectorSettings(
                  servers,
                  settings.clientConfig(),
                  directory.instanceId(),
                  settings.threads(),
                  settings.partitions()),
              settings.life(),
              views);
      started = new CollectorApp(directory, broker, servers, views, collector);
      return started;
    } finally {
      if (started == null) {
        if (broker != null) {
          broker.close();
        }
        directory.close();
      }
    }
  }

  /** Where the broker is. */
  String bootstrapServers() {
    return bootstrapServers;
  }

  /** The table of runs. */
  RunViews views() {
    return views;
  }

  /** The Kafka side, for readiness and its metrics. */
  Collector collector() {
    return collector;
  }

  /** Completed with one sentence when it cannot go on. */
  CompletableFuture<String> failure() {
    CompletableFuture<String> failed =
        collector.failure().thenApply(failure -> String.valueOf(failure.getMessage()));
    return broker == null
        ? failed
        : failed.applyToEither(
            broker.fatalFault().thenApply(fault -> "The broker stops: " + fault),
            sentence -> sentence);
  }

  /** Commits and leaves the group; then stops the broker, if it is ours. */
  @Override
  public void close() throws IOException, BrokerException {
    collector.close();
    if (broker != null) {
      broker.close();
    }
    directory.close();
  }
}
