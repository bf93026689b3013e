package dev.plateau.dashboards.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The repository's {@code docker-compose.yml}, as far as it is used.
 *
 * @param services by name, in the file's order
 * @param volumes names of volumes
 */
record ComposeFile(Map<String, Service> services, Set<String> volumes) {
  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  static final Path PATH = REPOSITORY.resolve("docker-compose.yml");

  /**
   * Reads it.
   *
   * @param environment values of variables
   */
  static ComposeFile read(Map<String, String> environment) throws IOException {
    JsonNode file;
    try (Reader reader = Files.newBufferedReader(PATH)) {
      Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
      file = new ObjectMapper().valueToTree(content);
    }
    Interpolation interpolation = new Interpolation(environment);
    Map<String, Service> services = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> service : file.path("services").properties()) {
      services.put(service.getKey(), service(service.getKey(), service.getValue(), interpolation));
    }
    Set<String> volumes = new TreeSet<>();
    file.path("volumes").fieldNames().forEachRemaining(volumes::add);
    return new ComposeFile(services, volumes);
  }

  /** Names of Plateau's variables that a file speaks of. */
  static Set<String> variablesIn(Path path) throws IOException {
    return Pattern.compile("PLATEAU_[A-Z_]+")
        .matcher(Files.readString(path))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The services that a profile starts. */
  List<Service> ofProfile(String profile) {
    return services.values().stream().filter(s -> s.profiles().contains(profile)).toList();
  }

  /** The service of that name. */
  Service service(String name) {
    Service service = services.get(name);
    if (service == null) {
      throw new IllegalArgumentException("there is no service " + name + " in " + PATH);
    }
    return service;
  }

  private static Service service(String name, JsonNode node, Interpolation interpolation) {
    return new Service(
        name,
        texts(node.path("profiles"), interpolation),
        interpolation.apply(node.path("image").asText()),
        node.path("build").path("target").asText(),
        node.path("network_mode").asText(),
        node.path("restart").asText(),
        map(node.path("environment"), interpolation),
        texts(node.path("entrypoint"), interpolation),
        texts(node.path("command"), interpolation),
        texts(node.path("volumes"), interpolation).stream().map(Mount::parse).toList(),
        texts(node.path("ports"), interpolation).stream().map(PublishedPort::parse).toList(),
        check(node.path("healthcheck").path("test"), interpolation),
        conditions(node.path("depends_on")),
        seconds(node.path("stop_grace_period").asText("10s")));
  }

  private static List<String> check(JsonNode node, Interpolation interpolation) {
    List<String> words = texts(node, interpolation);
    return words.isEmpty() || !words.get(0).equals("CMD") ? words : words.subList(1, words.size());
  }

  /** A list, or a text of words without quotes. */
  private static List<String> texts(JsonNode node, Interpolation interpolation) {
    Stream<String> texts =
        node.isTextual()
            ? Arrays.stream(interpolation.apply(node.asText()).split(" +"))
            : elements(node).map(JsonNode::asText).map(interpolation::apply);
    return texts.toList();
  }

  private static Map<String, String> map(JsonNode node, Interpolation interpolation) {
    Map<String, String> map = new LinkedHashMap<>();
    node.properties().forEach(e -> map.put(e.getKey(), interpolation.apply(e.getValue().asText())));
    return map;
  }

  private static Map<String, String> conditions(JsonNode node) {
    Map<String, String> conditions = new LinkedHashMap<>();
    node.properties()
        .forEach(e -> conditions.put(e.getKey(), e.getValue().path("condition").asText()));
    return conditions;
  }

  private static Duration seconds(String text) {
    return Duration.parse("PT" + text);
  }

  private static Stream<JsonNode> elements(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }
}
