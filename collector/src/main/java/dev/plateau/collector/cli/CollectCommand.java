package dev.plateau.collector.cli;

import dev.plateau.collector.embedded.BrokerException;
import dev.plateau.collector.expose.ListenException;
import dev.plateau.collector.notify.WebhookSettings;
import dev.plateau.collector.notify.WebhookUrl;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.topology.CollectorException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plateau collect}: folds what trainers send, until it is told to stop. */
@Command(name = "collect", description = "Folds what trainers send and shows it to Prometheus.")
final class CollectCommand implements Callable<Integer> {
  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "${env:PLATEAU_HOST:-127.0.0.1}",
      description = "Address that /metrics is served on; 0.0.0.0: all. Default: ${DEFAULT-VALUE}.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "${env:PLATEAU_PORT:-9464}",
      description = "Port that /metrics is served on; 0: a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--embedded-broker",
      description = "Runs a Kafka broker in this process instead of using a running one.")
  private boolean embeddedBroker;

  @Option(
      names = "--broker-port",
      paramLabel = "N",
      defaultValue = "${env:PLATEAU_BROKER_PORT:-9092}",
      description = "Port of the embedded broker; 0: a free one. Default: ${DEFAULT-VALUE}.")
  private int brokerPort;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "${env:PLATEAU_DATA_DIR:-" + BrokerCommand.DEFAULT_DATA_DIR + "}",
      description = "What it keeps on disk, and its broker's data. Default: ${DEFAULT-VALUE}.")
  private Path dataDir = Path.of(BrokerCommand.DEFAULT_DATA_DIR);

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of the topic of steps; a topic that has another number is refused.")
  private @Nullable Integer partitions;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "${env:PLATEAU_THREADS:-1}",
      description = "Threads that share the partitions. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--lost-after",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "${env:PLATEAU_LOST_AFTER:-1h}",
      description = "Silence after which a run counts as lost. Default: ${DEFAULT-VALUE}.")
  private Duration lostAfter = RunLife.DEFAULT.lostAfter();

  @Option(
      names = "--exposed-after-end",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "${env:PLATEAU_EXPOSED_AFTER_END:-5m}",
      description = "How long an ended run stays on /metrics. Default: ${DEFAULT-VALUE}.")
  private Duration exposedAfterEnd = RunLife.DEFAULT.exposedAfterEnd();

  @Option(
      names = "--listed-after-end",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "${env:PLATEAU_LISTED_AFTER_END:-24h}",
      description = "How long an ended run stays in the run table. Default: ${DEFAULT-VALUE}.")
  private Duration listedAfterEnd = RunLife.DEFAULT.listedAfterEnd();

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      converter = WebhookUrlConverter.class,
      defaultValue = "${env:PLATEAU_WEBHOOK}",
      description =
          "Posts ends of stabilizations, divergences, failed and lost runs to this address, as"
              + " JSON, with time-out and retry. Default: nobody is told.")
  private @Nullable WebhookUrl webhook;

  @Option(
      names = "--alert-max-age",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      defaultValue = "${env:PLATEAU_ALERT_MAX_AGE:-1h}",
      description = "Older events are not posted any more. Default: ${DEFAULT-VALUE}.")
  private Duration alertMaxAge = WebhookSettings.DEFAULT_ALERT_MAX_AGE;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    StopRequest stop = StopRequest.listen();
    return stop.closed(run(stop));
  }

  private int run(StopRequest stop) throws InterruptedException {
    try (CollectorApp app = CollectorApp.start(settings())) {
      say("collecting from " + app.bootstrapServers() + ", metrics at " + app.metricsUri());
      CompletableFuture<String> failure = app.failure();
      CompletableFuture.anyOf(stop.asked(), failure).join();
      if (stop.asked().isDone()) {
        return 0;
      }
      complain(failure.join());
    } catch (IOException
        | ListenException
        | BrokerException
        | CollectorException
        | IllegalArgumentException e) {
      complain(String.valueOf(e.getMessage()));
    }
    return 1;
  }

  private CollectorApp.Settings settings() throws IOException {
    return new CollectorApp.Settings(
        dataDir,
        host,
        port,
        embeddedBroker ? OptionalInt.of(brokerPort) : OptionalInt.empty(),
        kafka.bootstrapServers(),
        kafka.clientConfig(),
        threads,
        partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions),
        new RunLife(lostAfter, exposedAfterEnd, listedAfterEnd),
        Optional.ofNullable(webhook).map(url -> new WebhookSettings(url, alertMaxAge)));
  }

  private void say(String sentence) {
    spec.commandLine().getOut().println(sentence);
    spec.commandLine().getOut().flush();
  }

  private void complain(String sentence) {
    spec.commandLine().getErr().println(sentence);
    spec.commandLine().getErr().flush();
  }
}
