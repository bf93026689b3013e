package dev.plateau.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A real Prometheus with the configuration that users are given, which scrapes one address, every
 * second unless told otherwise. Whoever starts it closes it.
 */
public final class PrometheusServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String RULES = "plateau.rules.yml";
  private static final Path SHIPPED = Path.of("../dashboards/prometheus/prometheus.yml");

  private final Process process;
  private final URI api;
  private final Path log;
  private final HttpClient client = HttpClient.newHttpClient();

  private PrometheusServer(Process process, URI api, Path log) {
    this.process = process;
    this.api = api;
    this.log = log;
  }

  /**
   * Starts one; skips or fails the test as {@link RealServers} says.
   *
   * @param folder an empty folder for its configuration, data and log
   * @param target what to scrape
   */
  public static PrometheusServer scraping(Path folder, URI target) throws IOException {
    return scraping(folder, target, "127.0.0.1:9093");
  }

  /**
   * Starts one that tells its alerts to an Alertmanager.
   *
   * @param alertmanager its host and port
   */
  public static PrometheusServer scraping(Path folder, URI target, String alertmanager)
      throws IOException {
    return scraping(folder, target, alertmanager, Duration.ofSeconds(1));
  }

  /**
   * Starts one that scrapes and evaluates at another pace.
   *
   * @param interval between two scrapes and between two evaluations, whole seconds
   */
  public static PrometheusServer scraping(
      Path folder, URI target, String alertmanager, Duration interval) throws IOException {
    Path program = RealServers.require("prometheus");
    Path config = folder.resolve("prometheus.yml");
    String pace = ": " + interval.toSeconds() + "s";
    Files.writeString(config, Files.readString(SHIPPED).replace(": 5s", pace));
    Files.copy(SHIPPED.resolveSibling(RULES), folder.resolve(RULES));
    writeTargets(folder, "collectors.yml", target.getAuthority());
    writeTargets(folder, "alertmanagers.yml", alertmanager);
    return start(program, folder, config);
  }

  /**
   * Starts one that scrapes nothing and keeps all that it has for a hundred years.
   *
   * @param folder a folder for its configuration and log, whose folder {@code data} may have blocks
   */
  public static PrometheusServer over(Path folder) throws IOException {
    Path program = RealServers.require("prometheus");
    Path config = Files.writeString(folder.resolve("prometheus.yml"), "scrape_configs: []\n");
    return start(program, folder, config, "--storage.tsdb.retention.time=100y");
  }

  private static PrometheusServer start(
      Path program, Path folder, Path config, String... furtherFlags) throws IOException {
    int port = FreePort.find();
    Path log = folder.resolve("prometheus.log");
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("--config.file=" + config);
    command.add("--storage.tsdb.path=" + folder.resolve("data"));
    command.add("--web.listen-address=127.0.0.1:" + port);
    command.addAll(List.of(furtherFlags));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new PrometheusServer(process, URI.create("http://127.0.0.1:" + port + "/api/v1/"), log);
  }

  /** A file that the shipped configuration names, with another address. */
  private static void writeTargets(Path folder, String name, String address) throws IOException {
    Path targets = Files.createDirectories(folder.resolve("targets"));
    Files.writeString(targets.resolve(name), "- targets: ['" + address + "']\n");
  }

  /** Where its HTTP API is, with a slash at the end. */
  public URI api() {
    return api;
  }

  /**
   * Asks again and again until the result of the query is as wanted.
   *
   * @return the vector of the query, as the HTTP API gives it
   * @throws AssertionError with the last answer and the log, if it is not within 30 seconds
   */
  public JsonNode await(String query, Predicate<JsonNode> wanted)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    String last = "no answer";
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        last = ask(query);
        JsonNode answer = JSON.readTree(last).path("data").path("result");
        if (answer.isArray() && wanted.test(answer)) {
          return answer;
        }
      } catch (IOException e) {
        last = e.toString();
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError(
        query + " was not answered as wanted; last answer: " + last + "\n" + Files.readString(log));
  }

  /** The vector of the query at this moment; empty where it answers with an error. */
  public JsonNode query(String query) throws IOException, InterruptedException {
    return JSON.readTree(ask(query)).path("data").path("result");
  }

  /** Waits until all groups of rules have been evaluated this many times more. */
  public void awaitEvaluations(int times) throws Exception {
    Map<String, String> last = evaluations();
    for (int i = 0; i < times; i++) {
      Map<String, String> before = last;
      Condition.await(
          "evaluation " + (i + 1) + " of " + times,
          () ->
              evaluations().entrySet().stream()
                  .noneMatch(group -> group.getValue().equals(before.get(group.getKey()))));
      last = evaluations();
    }
  }

  /** When each group of rules was evaluated last. */
  private Map<String, String> evaluations() throws IOException, InterruptedException {
    Map<String, String> evaluations = new HashMap<>();
    for (JsonNode group : JSON.readTree(get("rules")).at("/data/groups")) {
      evaluations.put(group.path("name").asText(), group.path("lastEvaluation").asText());
    }
    return evaluations;
  }

  private String ask(String query) throws IOException, InterruptedException {
    return get("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  private String get(String path) throws IOException, InterruptedException {
    URI uri = api.resolve(path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    RealServers.stop(process);
  }
}
