package dev.plateau.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a Prometheus what panels ask it. Thread-safe. */
final class PanelQueries {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI api;

  /**
   * @param api address of Prometheus's HTTP API, with a slash at the end
   */
  PanelQueries(URI api) {
    this.api = api;
  }

  /** The answer to each of the panel's targets, with its letter. */
  ArrayNode ask(PanelFile panel, Choice choice) throws IOException, InterruptedException {
    ArrayNode answers = JSON.createArrayNode();
    for (JsonNode target : panel.targets()) {
      answers
          .addObject()
          .put("refId", target.path("refId").asText())
          .set("data", ask(target, choice));
    }
    return answers;
  }

  /** The answer to one target: {@code resultType} and {@code result}. */
  JsonNode ask(JsonNode target, Choice choice) throws IOException, InterruptedException {
    String query = "query=" + encoded(choice.fill(target.path("expr").asText()));
    return target.path("instant").asBoolean()
        ? post("query", query + "&time=" + choice.toSeconds())
        : post(
            "query_range",
            query
                + "&start="
                + choice.fromSeconds()
                + "&end="
                + choice.toSeconds()
                + "&step="
                + choice.stepSeconds());
  }

  /** The vector of a query at a moment. */
  JsonNode now(String query, long atSeconds) throws IOException, InterruptedException {
    return post("query", "query=" + encoded(query) + "&time=" + atSeconds).path("result");
  }

  private JsonNode post(String what, String form) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve(what))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    JsonNode answer =
        JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body());
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError(answer.path("error").asText() + "\nto " + form);
    }
    return answer.path("data");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
