package dev.plateau.collector.embedded;

import dev.plateau.collector.embedded.BrokerException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The two sockets that an embedded broker listens on, bound before Kafka starts and then handed to
 * it: a busy port is known at once, and a port that the operating system picked cannot be taken by
 * somebody else in between. Loopback only. Sockets that were handed over are closed by Kafka too.
 */
final class BrokerSockets implements ServerSocketFactory, AutoCloseable {
  /** Kafka's default for {@code socket.listen.backlog.size}. */
  private static final int BACKLOG = 50;

  /** {@value EmbeddedBroker#HOST}, also where the JVM prefers IPv6. */
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final ServerSocketChannel broker;
  private final ServerSocketChannel controller;

  private BrokerSockets(ServerSocketChannel broker, ServerSocketChannel controller) {
    this.broker = broker;
    this.controller = controller;
  }

  /**
   * Binds both.
   *
   * @param brokerPort 0: one that the operating system picks
   */
  static BrokerSockets bind(int brokerPort) throws BrokerException {
    ServerSocketChannel broker = listen(brokerPort);
    boolean bound = false;
    try {
      BrokerSockets sockets = new BrokerSockets(broker, listen(0));
      bound = true;
      return sockets;
    } finally {
      if (!bound) {
        close(broker);
      }
    }
  }

  private static ServerSocketChannel listen(int port) throws BrokerException {
    ServerSocketChannel channel = null;
    try {
      channel = ServerSocketChannel.open();
      channel.configureBlocking(false);
      channel.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
      return channel;
    } catch (IOException e) {
      if (channel != null) {
        close(channel);
      }
      throw new BrokerException(
          Kind.PORT_BUSY,
          "Port "
              + port
              + " cannot be listened on ("
              + e.getMessage()
              + "); stop what uses it or give another port.",
          e);
    }
  }

  int brokerPort() {
    return broker.socket().getLocalPort();
  }

  int controllerPort() {
    return controller.socket().getLocalPort();
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listenerName, InetSocketAddress address, int backlog, int receiveBufferBytes) {
    ServerSocketChannel channel =
        Map.of(
                BrokerProperties.BROKER_LISTENER,
                broker,
                BrokerProperties.CONTROLLER_LISTENER,
                controller)
            .get(listenerName);
    if (channel == null) {
      throw new IllegalArgumentException("no listener is named '" + listenerName + "'");
    }
    return channel;
  }

  @Override
  public void close() {
    close(broker);
    close(controller);
  }

  private static void close(ServerSocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a listening socket could not be closed", e);
    }
  }
}
