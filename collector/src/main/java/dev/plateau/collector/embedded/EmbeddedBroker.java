package dev.plateau.collector.embedded;

import dev.plateau.collector.embedded.BrokerException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.FaultHandlerFactory;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka node in this JVM, broker and controller, on the loopback address. Topics are not made
 * by use. Data of an earlier start are kept and used again.
 *
 * <p>Whoever starts it closes it; a closed broker leaves no thread, port or lock behind, and its
 * directory can be opened again. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {
  static final String HOST = "127.0.0.1";
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  /** How long a failed broker may try to say goodbye to a controller that may have failed too. */
  private static final Duration FAILED_GOODBYE = Duration.ofSeconds(1);

  private final BrokerDirectory directory;
  private final BrokerSockets sockets;
  private final ControllerServer controller;
  private final BrokerServer broker;
  private final CompletableFuture<Throwable> fatalFault = new CompletableFuture<>();
  private final Consumer<Throwable> onFault = fatalFault::complete;
  private boolean closed;

  private EmbeddedBroker(BrokerDirectory directory, BrokerSockets sockets) {
    this.directory = directory;
    this.sockets = sockets;
    Map<String, String> properties =
        BrokerProperties.of(directory.path(), sockets.brokerPort(), sockets.controllerPort());
    KafkaConfig config = KafkaConfig.apply(properties, false);
    var disk = KafkaRaftServer.initializeLogDirs(config, LOG, "");
    String cluster = disk._1().clusterId().orElseThrow();
    SharedServer shared =
        new SharedServer(
            config,
            disk._1(),
            Time.SYSTEM,
            Server.initializeMetrics(config, Time.SYSTEM, cluster),
            CompletableFuture.completedFuture(
                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
            List.of(),
            faultHandlers(),
            sockets);
    this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), disk._2());
    this.broker = new BrokerServer(shared);
  }

  /**
   * Starts a broker and returns when clients can use it.
   *
   * @param directory where its data are; made if it is missing
   * @param port where clients reach it; 0: a free one
   * @throws BrokerException with one sentence, if the port or the directory cannot be used or Kafka
   *     fails; nothing is left open then
   */
  public static EmbeddedBroker start(Path directory, int port) throws BrokerException {
    BrokerSockets sockets = BrokerSockets.bind(port);
    BrokerDirectory opened = null;
    EmbeddedBroker started = null;
    try {
      opened = BrokerDirectory.open(directory);
      EmbeddedBroker embedded = new EmbeddedBroker(opened, sockets);
      embedded.startServers();
      started = embedded;
      return embedded;
    } finally {
      if (started == null) {
        sockets.close();
        if (opened != null) {
          opened.close();
        }
      }
    }
  }

  private void startServers() throws BrokerException {
    KafkaExits.tell(onFault);
    try {
      // The controller first: the broker registers with it.
      controller.startup();
      broker.startup();
    } catch (Throwable e) {
      // Each has shut itself down, but not the other.
      shutdownServers();
      // A fault in one of Kafka's threads is what the wait that ended here waited in vain for.
      Throwable reason = fatalFault.getNow(e);
      throw new BrokerException(
          Kind.KAFKA_FAILED,
          "The broker in " + directory.path() + " did not start: " + innermost(reason),
          reason);
    }
  }

  private static Throwable innermost(Throwable fault) {
    Throwable cause = fault;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Where clients find it, as {@code host:port}. */
  public String bootstrapServers() {
    return HOST + ":" + sockets.brokerPort();
  }

  /**
   * Completed when Kafka finds a fault that it cannot go on with, with one sentence for people; the
   * process should close and end then. Kafka's own server would halt the JVM instead, with all else
   * that runs in it.
   */
  public CompletableFuture<BrokerException> fatalFault() {
    return fatalFault.thenApply(this::failure);
  }

  private BrokerException failure(Throwable fault) {
    return directory.isFull()
        ? new BrokerException(
            Kind.DISK_FULL,
            "The disk of "
                + directory.path()
                + " is full, so the broker stops; free some and start again.",
            fault)
        : new BrokerException(
            Kind.KAFKA_FAILED,
            "The broker in " + directory.path() + " stops: " + innermost(fault),
            fault);
  }

  private FaultHandlerFactory faultHandlers() {
    return (name, fatal, action) -> {
      FaultHandler logging = new LoggingFaultHandler(name, action);
      if (!fatal) {
        return logging;
      }
      return (message, cause) -> {
        RuntimeException fault = logging.handleFault(message, cause);
        fatalFault.complete(fault);
        return fault;
      };
    };
  }

  /** Stops serving, writes what is in memory to disk and frees all that was taken. */
  @Override
  public synchronized void close() throws BrokerException {
    if (closed) {
      return;
    }
    closed = true;
    shutdownServers();
    sockets.close();
    directory.close();
  }

  private void shutdownServers() {
    // The broker first: its controlled shutdown asks the controller.
    if (fatalFault.isDone()) {
      broker.shutdown(FAILED_GOODBYE);
    } else {
      broker.shutdown();
    }
    controller.shutdown();
    KafkaExits.forget(onFault);
  }
}
