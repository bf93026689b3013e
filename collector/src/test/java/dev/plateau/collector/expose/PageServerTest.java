package dev.plateau.collector.expose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The HTTP server with pages of the tests' own. */
@Timeout(60)
class PageServerTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @Test
  void pages_areServedAtTheirWholePath_othersAreNot() throws Exception {
    try (PageServer server =
        PageServer.start("127.0.0.1", 0, Map.of("/healthz", new HealthPage()))) {
      assertThat(get(server, "healthz").body()).isEqualTo("The collector lives.\n");
      assertThat(get(server, "").body()).contains("/healthz");
      for (String path : new String[] {"healthzz", "healthz/", "nothing", "%2e%2e/healthz"}) {
        assertThat(get(server, path).statusCode()).as(path).isEqualTo(404);
      }
    }
  }

  @Test
  void otherMethods_areRefused_headHasNoBody() throws Exception {
    try (PageServer server =
        PageServer.start("127.0.0.1", 0, Map.of("/healthz", new HealthPage()))) {
      HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve("healthz"));
      HttpResponse<String> post =
          send(request.POST(HttpRequest.BodyPublishers.ofString("x")).build());
      assertThat(post.statusCode()).isEqualTo(405);
      assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD");
      HttpResponse<String> head =
          send(request.method("HEAD", HttpRequest.BodyPublishers.noBody()).build());
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
    }
  }

  @Test
  void readiness_is503WithItsSentence_until200() throws Exception {
    AtomicReference<String> obstacle = new AtomicReference<>("Partition 3 is being restored.");
    Page page =
        new ReadyPage(() -> Optional.ofNullable(obstacle.get()).filter(text -> !text.isEmpty()));
    try (PageServer server = PageServer.start("127.0.0.1", 0, Map.of("/readyz", page))) {
      assertThat(get(server, "readyz").statusCode()).isEqualTo(503);
      assertThat(get(server, "readyz").body()).isEqualTo("Partition 3 is being restored.\n");
      obstacle.set("");
      assertThat(get(server, "readyz").statusCode()).isEqualTo(200);
      obstacle.set("Kafka is away.");
      assertThat(get(server, "readyz").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void busyPort_isRefusedWithOneSentence_namingIt() throws Exception {
    try (PageServer server = PageServer.start("127.0.0.1", 0, Map.of())) {
      assertThatThrownBy(() -> PageServer.start("127.0.0.1", server.port(), Map.of()))
          .isInstanceOf(ListenException.class)
          .hasMessageContaining("Port " + server.port() + " of 127.0.0.1")
          .hasMessageEndingWith(".");
    }
  }

  @Test
  void unknownHost_isRefusedWithOneSentence() {
    assertThatThrownBy(() -> PageServer.start("no-such-host.invalid", 0, Map.of()))
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("'no-such-host.invalid'");
  }

  @Test
  void close_freesThePort_andLeavesNoThread() throws Exception {
    PageServer server = PageServer.start("127.0.0.1", 0, Map.of());
    int port = server.port();
    assertThat(get(server, "").statusCode()).isEqualTo(200);
    server.close();
    PageServer.start("127.0.0.1", port, Map.of()).close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("plateau-http") && thread.isAlive());
  }

  @Test
  void clientsThatDoNotReadOrNotSend_doNotKeepOthersFromTheirAnswer() throws Exception {
    Map<String, Page> pages = new LinkedHashMap<>();
    pages.put("/endless", new EndlessPage());
    pages.put("/healthz", new HealthPage());
    Duration limit = Duration.ofMillis(300);
    try (PageServer server = PageServer.start("127.0.0.1", 0, pages, 1, limit);
        Socket deaf = new Socket(InetAddress.getLoopbackAddress(), server.port());
        Socket mute = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      deaf.getOutputStream()
          .write("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      mute.getOutputStream().write("GET /heal".getBytes(StandardCharsets.US_ASCII));
      assertThat(get(server, "healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void pageThatFailsHalfway_endsTheConnection_sothatNobodyTakesHalfForWhole() throws Exception {
    try (PageServer server = PageServer.start("127.0.0.1", 0, Map.of("/half", new FailingPage()))) {
      assertThatThrownBy(() -> get(server, "half")).isInstanceOf(IOException.class);
      assertThat(get(server, "").statusCode()).isEqualTo(200);
    }
  }

  /** Writes until nobody takes it. */
  private static final class EndlessPage implements Page {
    @Override
    public String title() {
      return "never ends";
    }

    @Override
    public void serve(HttpExchange exchange) throws IOException {
      exchange.sendResponseHeaders(200, 0);
      byte[] block = new byte[1 << 16];
      while (true) {
        exchange.getResponseBody().write(block);
      }
    }
  }

  /** Fails after it has begun. */
  private static final class FailingPage implements Page {
    @Override
    public String title() {
      return "fails";
    }

    @Override
    public void serve(HttpExchange exchange) throws IOException {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(new byte[10_000]);
      throw new IllegalStateException("halfway");
    }
  }

  private static HttpResponse<String> get(PageServer server, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create(server.uri() + path);
    return send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build());
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
