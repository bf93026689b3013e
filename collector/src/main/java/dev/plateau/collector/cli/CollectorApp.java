package dev.plateau.collector.cli;

import dev.plateau.collector.embedded.BrokerException;
import dev.plateau.collector.embedded.EmbeddedBroker;
import dev.plateau.collector.expose.Exposition;
import dev.plateau.collector.expose.InfoLabels;
import dev.plateau.collector.expose.ListenException;
import dev.plateau.collector.expose.NotificationTotals;
import dev.plateau.collector.log.LogUnavailableException;
import dev.plateau.collector.notify.Notifier;
import dev.plateau.collector.notify.WebhookSettings;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunViews;
import dev.plateau.collector.topology.Collector;
import dev.plateau.collector.topology.CollectorException;
import dev.plateau.collector.topology.CollectorSettings;
import dev.plateau.collector.topology.PlateauTopics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A whole collector in this JVM: its folder, its pages, a broker and a webhook if they are wanted,
 * and the fold with its table of runs. Whoever starts it closes it.
 */
final class CollectorApp implements AutoCloseable {
  /** How long to wait for a commit that our own failed broker will hardly acknowledge. */
  private static final Duration FAILED_BROKER_PATIENCE = Duration.ofSeconds(1);

  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(60);

  private final RunViews views;
  private @Nullable CollectorDirectory directory;
  private @Nullable Exposition exposition;
  private @Nullable EmbeddedBroker broker;
  private @Nullable Notifier notifier;
  // Written once, by the starting thread; read by the pages' threads.
  private volatile @Nullable Collector collector;
  private String bootstrapServers;

  /**
   * What a collector is told.
   *
   * @param dataDir where it and its broker keep their data
   * @param host address that the pages are bound to
   * @param port port of the pages; 0: a free one
   * @param brokerPort port of an embedded broker; 0: a free one; empty: none, a running one is used
   * @param bootstrapServers where the running broker is; not looked at with an embedded one
   * @param clientConfig further Kafka client settings, by Kafka's names
   * @param threads stream threads
   * @param partitions partitions that the steps topic must have; empty: any
   * @param life how long runs are kept where
   * @param webhook who is told of events; empty: nobody
   */
  record Settings(
      Path dataDir,
      String host,
      int port,
      OptionalInt brokerPort,
      String bootstrapServers,
      Map<String, String> clientConfig,
      int threads,
      OptionalInt partitions,
      RunLife life,
      Optional<WebhookSettings> webhook) {}

  private CollectorApp(Settings settings) {
    views = new RunViews(settings.life());
    bootstrapServers = settings.bootstrapServers();
  }

  /**
   * Starts all of it; {@code /readyz} says when all runs are shown.
   *
   * @throws IOException with one sentence, if the folder cannot be used
   * @throws ListenException with one sentence, if the pages' address cannot be listened on
   * @throws BrokerException with one sentence, if the embedded broker cannot start
   * @throws CollectorException with one sentence, if the broker or its topics cannot be used
   * @throws LogUnavailableException with one sentence, if the webhook's events cannot be read;
   *     nothing is left open after any of them
   */
  static CollectorApp start(Settings settings)
      throws IOException,
          ListenException,
          BrokerException,
          CollectorException,
          LogUnavailableException,
          InterruptedException {
    CollectorApp app = new CollectorApp(settings);
    boolean started = false;
    try {
      app.open(settings);
      started = true;
      return app;
    } finally {
      if (!started) {
        app.close();
      }
    }
  }

  private void open(Settings settings)
      throws IOException,
          ListenException,
          BrokerException,
          CollectorException,
          LogUnavailableException,
          InterruptedException {
    directory = CollectorDirectory.open(settings.dataDir().resolve("collector"));
    exposition =
        Exposition.start(
            settings.host(),
            settings.port(),
            views,
            InfoLabels.DEFAULT,
            this::obstacle,
            Clock.systemUTC());
    if (settings.brokerPort().isPresent()) {
      broker =
          EmbeddedBroker.start(
              BrokerCommand.brokerDirectory(settings.dataDir()), settings.brokerPort().getAsInt());
      bootstrapServers = broker.bootstrapServers();
    }
    if (settings.webhook().isPresent()) {
      notifier = notifier(settings, settings.webhook().get(), directory.instanceId());
      exposition.bind(totals(notifier));
    }
    Collector begun =
        Collector.start(
            new CollectorSettings(
                bootstrapServers,
                settings.clientConfig(),
                directory.instanceId(),
                settings.threads(),
                settings.partitions()),
            settings.life(),
            views);
    collector = begun;
    exposition.bind(begun.streams());
  }

  /** Before the fold, so that nothing that this collector sees is from before the queue began. */
  private Notifier notifier(Settings settings, WebhookSettings webhook, String instanceId)
      throws CollectorException, LogUnavailableException, InterruptedException {
    PlateauTopics.ensure(
        bootstrapServers, settings.clientConfig(), settings.partitions(), BROKER_PATIENCE);
    return Notifier.start(
        bootstrapServers, settings.clientConfig(), instanceId, webhook, InstantSource.system());
  }

  private static Supplier<NotificationTotals> totals(Notifier notifier) {
    return () ->
        new NotificationTotals(
            notifier.delivered(), notifier.refused(), notifier.skipped(), notifier.retries());
  }

  private Optional<String> obstacle() {
    Collector begun = collector;
    if (begun == null) {
      return Optional.of("The collector is starting.");
    }
    return begun.isReady()
        ? Optional.empty()
        : Optional.of("The collector is waiting for its partitions or restoring their runs.");
  }

  /** Where the broker is. */
  String bootstrapServers() {
    return bootstrapServers;
  }

  /** The table of runs. */
  RunViews views() {
    return views;
  }

  /** Where Prometheus scrapes. */
  URI metricsUri() {
    return started(exposition).metricsUri();
  }

  /** Whether all runs are shown. */
  boolean isReady() {
    return obstacle().isEmpty();
  }

  /** Completed with one sentence when it cannot go on. */
  CompletableFuture<String> failure() {
    CompletableFuture<String> failed =
        started(collector).failure().thenApply(failure -> String.valueOf(failure.getMessage()));
    return broker == null
        ? failed
        : failed.applyToEither(
            broker.fatalFault().thenApply(fault -> String.valueOf(fault.getMessage())),
            sentence -> sentence);
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the collector has not started");
    }
    return part;
  }

  /**
   * Commits and leaves the group; then stops telling the webhook, which may still hear of the last
   * events; then stops the broker, if it is ours, and the pages.
   */
  @Override
  public void close() throws IOException, BrokerException {
    Collector begun = collector;
    if (begun != null && broker != null && broker.fatalFault().isDone()) {
      begun.close(FAILED_BROKER_PATIENCE);
    } else if (begun != null) {
      begun.close();
    }
    if (notifier != null) {
      notifier.close();
    }
    if (broker != null) {
      broker.close();
    }
    if (exposition != null) {
      exposition.close();
    }
    if (directory != null) {
      directory.close();
    }
  }
}
