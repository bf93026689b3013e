package dev.plateau.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes Alertmanager's notifications. Whoever starts it closes it. */
public final class WebhookReceiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();

  private record Received(Instant at, JsonNode notification) {}

  private WebhookReceiver(HttpServer server) {
    this.server = server;
  }

  /** Starts to listen on a free port. */
  public static WebhookReceiver start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    WebhookReceiver receiver = new WebhookReceiver(server);
    server.createContext("/", receiver::take);
    server.start();
    return receiver;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      received.add(new Received(Instant.now(), JSON.readTree(exchange.getRequestBody())));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /** Where notifications are to be sent. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Notifications so far, each as Alertmanager posts it, of a name and an experiment. */
  public List<JsonNode> notifications(String name, String experiment) {
    return received.stream()
        .map(Received::notification)
        .filter(notification -> notification.at("/groupLabels/alertname").asText().equals(name))
        .filter(
            notification -> notification.at("/groupLabels/experiment").asText().equals(experiment))
        .toList();
  }

  /** Names of the alerts that were notified for a run, again where they were notified again. */
  public List<String> namesFor(String run) {
    List<String> names = new ArrayList<>();
    for (Received each : received) {
      for (JsonNode alert : each.notification().path("alerts")) {
        if (alert.at("/labels/run").asText().equals(run)) {
          names.add(alert.at("/labels/alertname").asText());
        }
      }
    }
    return names;
  }

  /** When an alert on a run was notified first. */
  public Optional<Instant> firstNotified(String name, String run) {
    return received.stream()
        .filter(each -> tells(each.notification(), name, run))
        .map(Received::at)
        .findFirst();
  }

  private static boolean tells(JsonNode notification, String name, String run) {
    for (JsonNode alert : notification.path("alerts")) {
      if (alert.at("/labels/alertname").asText().equals(name)
          && alert.at("/labels/run").asText().equals(run)) {
        return true;
      }
    }
    return false;
  }

  /** Alerts of a name in all notifications so far, again where they were told again. */
  public List<JsonNode> alerts(String name) {
    List<JsonNode> alerts = new ArrayList<>();
    for (Received each : received) {
      for (JsonNode alert : each.notification().path("alerts")) {
        if (alert.at("/labels/alertname").asText().equals(name)) {
          alerts.add(alert);
        }
      }
    }
    return alerts;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
