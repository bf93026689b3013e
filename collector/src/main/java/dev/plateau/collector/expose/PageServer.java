package dev.plateau.collector.expose;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Serves pages over HTTP on the JDK's server. Whoever starts it closes it; after {@link #close} no
 * thread and no socket is left.
 */
public final class PageServer implements AutoCloseable {
  /** Prometheus waits 10 seconds for a scrape by default. */
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

  private static final int THREADS = 8;
  private static final int BACKLOG = 100;

  private final HttpServer server;
  private final DeadlinePool pool;
  private final String host;

  private PageServer(HttpServer server, DeadlinePool pool, String host) {
    this.server = server;
    this.pool = pool;
    this.host = host;
  }

  /**
   * Starts to listen.
   *
   * @param host name or address to bind to
   * @param port port to bind to; 0: one that the operating system picks
   * @param pages what is served, by path; the index is added at {@code /} if nothing else is there
   * @throws ListenException if the address cannot be listened on
   */
  public static PageServer start(String host, int port, Map<String, Page> pages)
      throws ListenException {
    return start(host, port, pages, THREADS, REQUEST_LIMIT);
  }

  static PageServer start(
      String host, int port, Map<String, Page> pages, int threads, Duration requestLimit)
      throws ListenException {
    HttpServer server = listen(host, port);
    DeadlinePool pool = new DeadlinePool("plateau-http", threads, requestLimit);
    Map<String, Page> all = new LinkedHashMap<>(pages);
    all.putIfAbsent("/", new IndexPage(pages));
    server.setExecutor(pool);
    server.createContext("/", new Router(all));
    server.start();
    return new PageServer(server, pool, host);
  }

  private static HttpServer listen(String host, int port) throws ListenException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new ListenException(
          "The host '" + host + "' to listen on is not known.", new UnknownHostException(host));
    }
    try {
      return HttpServer.create(address, BACKLOG);
    } catch (IOException e) {
      throw new ListenException(
          "Port "
              + port
              + " of "
              + host
              + " cannot be listened on ("
              + e.getMessage()
              + "); stop what uses it or give another port.",
          e);
    }
  }

  /** Port that is listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Where the index is, for people on this machine. */
  public URI uri() {
    boolean any = server.getAddress().getAddress().isAnyLocalAddress();
    String name = any ? "localhost" : host;
    return URI.create(
        "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    pool.close();
  }
}
