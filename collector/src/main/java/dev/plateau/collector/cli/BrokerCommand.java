package dev.plateau.collector.cli;

import dev.plateau.collector.embedded.BrokerException;
import dev.plateau.collector.embedded.EmbeddedBroker;
import dev.plateau.collector.topology.CollectorException;
import dev.plateau.collector.topology.PlateauTopics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plateau broker}: a Kafka broker with Plateau's topics, until it is told to stop. */
@Command(
    name = "broker",
    description = "Runs a Kafka broker on this machine, with Plateau's topics.")
final class BrokerCommand implements Callable<Integer> {
  /** Where brokers and collectors keep their data unless told otherwise. */
  static final String DEFAULT_DATA_DIR = "plateau-data";

  private static final Duration TOPICS_PATIENCE = Duration.ofSeconds(30);

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "${env:PLATEAU_BROKER_PORT:-9092}",
      description = "Port that clients reach it at; 0: a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "${env:PLATEAU_DATA_DIR:-" + DEFAULT_DATA_DIR + "}",
      description = "Where its data are kept, in a folder broker. Default: ${DEFAULT-VALUE}.")
  private Path dataDir = Path.of(DEFAULT_DATA_DIR);

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of the topic of steps, if it is made now. Default: 8.")
  private @Nullable Integer partitions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    StopRequest stop = StopRequest.listen();
    return stop.closed(run(stop));
  }

  private int run(StopRequest stop) throws InterruptedException {
    CommandLine command = spec.commandLine();
    try (EmbeddedBroker broker = EmbeddedBroker.start(brokerDirectory(dataDir), port)) {
      PlateauTopics.ensure(broker.bootstrapServers(), Map.of(), asked(partitions), TOPICS_PATIENCE);
      say(command.getOut(), "broker ready at " + broker.bootstrapServers());
      CompletableFuture.anyOf(stop.asked(), broker.fatalFault()).join();
      if (stop.asked().isDone()) {
        return 0;
      }
      say(command.getErr(), String.valueOf(broker.fatalFault().join().getMessage()));
    } catch (BrokerException | CollectorException e) {
      say(command.getErr(), String.valueOf(e.getMessage()));
    }
    return 1;
  }

  /** The broker's folder in the data folder, beside the collector's. */
  static Path brokerDirectory(Path dataDir) {
    return dataDir.resolve("broker");
  }

  private static OptionalInt asked(@Nullable Integer number) {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static void say(PrintWriter out, String sentence) {
    out.println(sentence);
    out.flush();
  }
}
