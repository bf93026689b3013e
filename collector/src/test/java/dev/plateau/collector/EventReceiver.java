package dev.plateau.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The other end of {@code --webhook}: takes down what is posted and answers as it is told, 200
 * otherwise. Whoever starts it closes it.
 */
public final class EventReceiver implements AutoCloseable {
  /** Instead of a status: no answer until the receiver is closed. */
  public static final int HANG = 0;

  /** Instead of a status: a good status, then a body that never ends. */
  public static final int DRIP = 1;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 60;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private final Queue<Answer> next = new ArrayDeque<>();
  private Answer otherwise = new Answer(200, Map.of());

  /**
   * A request.
   *
   * @param receivedMillis when it was there
   */
  public record Post(
      String method, String target, Headers headers, JsonNode body, long receivedMillis) {
    public String id() {
      return body.path("id").asText();
    }
  }

  private record Answer(int status, Map<String, String> headers) {}

  private EventReceiver(HttpServer server) {
    this.server = server;
  }

  /** Starts to listen on a free port. */
  public static EventReceiver start() throws IOException {
    return start(0);
  }

  /** Starts to listen on this port. */
  public static EventReceiver start(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    EventReceiver receiver = new EventReceiver(server);
    server.createContext("/", receiver::take);
    server.setExecutor(receiver.threads);
    server.start();
    return receiver;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      Post post =
          new Post(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              JSON.readTree(exchange.getRequestBody()),
              System.currentTimeMillis());
      Answer answer = takeDown(post);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      if (answer.status() == HANG) {
        closed.await();
      } else if (answer.status() == DRIP) {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('.');
        exchange.getResponseBody().flush();
        closed.await();
      } else {
        exchange.sendResponseHeaders(answer.status(), -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Answer takeDown(Post post) {
    Answer told = next.poll();
    posts.add(post);
    return told == null ? otherwise : told;
  }

  /** Answers the next requests so, one status each. */
  public synchronized void answerNext(int... statuses) {
    for (int status : statuses) {
      next.add(new Answer(status, Map.of()));
    }
  }

  /** Answers the next request so. */
  public synchronized void answerNext(int status, Map<String, String> headers) {
    next.add(new Answer(status, headers));
  }

  /** From now on answers so where nothing else was said. */
  public synchronized void answerAlways(int status) {
    otherwise = new Answer(status, Map.of());
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Where to post. */
  public String url() {
    return "http://127.0.0.1:" + port() + "/hook";
  }

  /** All requests so far, repeated ones too. */
  public List<Post> posts() {
    return List.copyOf(posts);
  }

  /** Ids of all requests so far, repeated ones too. */
  public List<String> ids() {
    return posts.stream().map(Post::id).toList();
  }

  /** Waits until there were so many requests; returns all. */
  public List<Post> await(int count) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (posts.size() < count) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for " + count + " posts; came: " + ids());
      }
      Thread.sleep(5);
    }
    return posts();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
