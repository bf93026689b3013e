package dev.plateau.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.FreePort;
import dev.plateau.collector.RealServers;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Grafana with the provisioning files that users are given, visited without a login. Whoever
 * starts it closes it.
 */
final class GrafanaServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PROVISIONING = Path.of("grafana/provisioning");
  private static final Path DASHBOARDS = Path.of("grafana/dashboards");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final URI uri;
  private final Path log;
  private final HttpClient client = HttpClient.newHttpClient();

  private GrafanaServer(Process process, URI uri, Path log) {
    this.process = process;
    this.uri = uri;
    this.log = log;
  }

  /**
   * Grafana's folder: {@code GRAFANA_HOME}, or where the {@code grafana} of the PATH belongs; empty
   * if there is neither.
   */
  static Optional<Path> findHome(Map<String, String> environment) {
    String given = environment.get("GRAFANA_HOME");
    if (given != null) {
      return Optional.of(Path.of(given));
    }
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "grafana"))
        .filter(Files::isExecutable)
        .findFirst()
        .flatMap(GrafanaServer::homeOf);
  }

  /** An archive has the program in bin of its home; packages have the rest in /usr/share. */
  private static Optional<Path> homeOf(Path program) {
    return Stream.of(
            program.toAbsolutePath().getParent().getParent(), Path.of("/usr/share/grafana"))
        .filter(home -> Files.isDirectory(home.resolve("public")))
        .findFirst();
  }

  /**
   * Starts one and waits until it answers.
   *
   * @param home as {@link #findHome} gives it
   * @param folder an empty folder for its data and log
   * @param prometheus the Prometheus that it asks
   */
  static GrafanaServer start(Path home, Path folder, URI prometheus) throws Exception {
    int port = FreePort.find();
    Path log = folder.resolve("grafana.log");
    Path own = home.resolve("bin/grafana");
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Files.isExecutable(own) ? own.toString() : "grafana",
                    "server",
                    "--homepath",
                    home.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("GF_SERVER_HTTP_ADDR", "127.0.0.1"),
                Map.entry("GF_SERVER_HTTP_PORT", Integer.toString(port)),
                Map.entry("GF_PATHS_DATA", folder.resolve("data").toString()),
                Map.entry("GF_PATHS_LOGS", folder.resolve("logs").toString()),
                Map.entry("GF_PATHS_PLUGINS", folder.resolve("plugins").toString()),
                Map.entry("GF_PATHS_PROVISIONING", PROVISIONING.toAbsolutePath().toString()),
                Map.entry("GF_AUTH_ANONYMOUS_ENABLED", "true"),
                Map.entry("GF_ANALYTICS_REPORTING_ENABLED", "false"),
                Map.entry("GF_ANALYTICS_CHECK_FOR_UPDATES", "false"),
                Map.entry("GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES", "false"),
                Map.entry("GF_PLUGINS_PREINSTALL_DISABLED", "true"),
                Map.entry("GF_NEWS_NEWS_FEED_ENABLED", "false"),
                Map.entry("PLATEAU_PROMETHEUS_URL", prometheus.toString()),
                Map.entry("PLATEAU_DASHBOARDS", DASHBOARDS.toAbsolutePath().toString())));
    GrafanaServer server =
        new GrafanaServer(builder.start(), URI.create("http://127.0.0.1:" + port + "/"), log);
    try {
      server.awaitDashboards();
      return server;
    } catch (IOException | InterruptedException | AssertionError e) {
      server.close();
      throw e;
    }
  }

  private void awaitDashboards() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      try {
        if (get("api/search?type=dash-db").size() >= DashboardFiles.all().size()) {
          return;
        }
      } catch (IOException e) {
        // Not listening yet.
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new AssertionError("Grafana has not loaded the dashboards:\n" + Files.readString(log));
  }

  /** A dashboard by its uid, as Grafana has it. */
  JsonNode dashboard(String uid) throws IOException, InterruptedException {
    return get("api/dashboards/uid/" + uid).path("dashboard");
  }

  /**
   * Grafana's answer to one of a panel's targets: {@code frames}, or {@code error}.
   *
   * @param target as it stands in the panel
   */
  JsonNode ask(JsonNode target, Choice choice) throws IOException, InterruptedException {
    var body = JSON.createObjectNode();
    body.put("from", Long.toString(choice.fromSeconds() * 1000));
    body.put("to", Long.toString(choice.toSeconds() * 1000));
    body.putArray("queries")
        .addObject()
        .put("refId", target.path("refId").asText())
        .put("expr", choice.fill(target.path("expr").asText()))
        .put("instant", target.path("instant").asBoolean())
        .put("range", target.path("range").asBoolean())
        .put("intervalMs", choice.stepSeconds() * 1000)
        .put("maxDataPoints", 1000)
        .putObject("datasource")
        .put("type", "prometheus")
        .put("uid", "plateau-prometheus");
    JsonNode answer =
        send(
            HttpRequest.newBuilder(uri.resolve("api/ds/query"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    return answer.path("results").path(target.path("refId").asText());
  }

  /** The page of a dashboard without menus, with what was picked. */
  URI page(String uid, Choice choice) {
    StringBuilder query = new StringBuilder("?kiosk&orgId=1");
    query.append("&from=").append(choice.fromSeconds() * 1000);
    query.append("&to=").append(choice.toSeconds() * 1000);
    choice
        .variables()
        .forEach(
            (name, value) ->
                query
                    .append("&var-")
                    .append(name)
                    .append('=')
                    .append(value.equals(".*") ? "$__all" : value));
    return uri.resolve("d/" + uid + query.toString().replace("$", "%24"));
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri.resolve(path)).GET());
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            request.timeout(Duration.ofSeconds(30)).build(),
            HttpResponse.BodyHandlers.ofString(UTF_8));
    if (response.statusCode() != 200) {
      throw new IOException("Grafana answers " + response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    RealServers.stop(process);
  }
}
