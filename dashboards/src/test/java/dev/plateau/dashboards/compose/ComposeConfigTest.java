package dev.plateau.dashboards.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Docker Compose itself finds the file right, and reads it as the other tests do. */
class ComposeConfigTest {
  @TempDir static Path temp;

  @BeforeAll
  static void requirePlugin() throws Exception {
    ComposePlugin.require(temp);
  }

  private JsonNode config(String... profile) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(profile));
    arguments.addAll(List.of("config", "--format", "json"));
    return new ObjectMapper()
        .readTree(ComposePlugin.run(temp, arguments.toArray(new String[0])))
        .path("services");
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    // What Compose prints can be read again: a dollar sign is written twice.
    node.forEach(text -> texts.add(text.asText().replace("$$", "$")));
    return texts;
  }

  private static void assertSame(Service service, JsonNode node) {
    Map<String, String> environment = new LinkedHashMap<>();
    node.path("environment")
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    assertThat(service.environment()).isEqualTo(environment);
    assertThat(service.image()).isEqualTo(node.path("image").asText());
    assertThat(service.target()).isEqualTo(node.path("build").path("target").asText());
    assertThat(service.networkMode()).isEqualTo(node.path("network_mode").asText());
    assertThat(service.entrypoint()).isEqualTo(texts(node.path("entrypoint")));
    assertThat(service.command()).isEqualTo(texts(node.path("command")));
    assertThat(service.mounts().stream().map(Mount::target))
        .containsExactlyElementsOf(node.path("volumes").findValuesAsText("target"));
    assertThat(service.ports().stream().map(PublishedPort::address))
        .containsExactlyElementsOf(node.path("ports").findValuesAsText("host_ip"));
    List<String> check = texts(node.path("healthcheck").path("test"));
    assertThat(service.healthcheck())
        .isEqualTo(check.isEmpty() ? check : check.subList(1, check.size()));
    assertThat(service.stopGracePeriod())
        .isEqualTo(Duration.parse("PT" + node.path("stop_grace_period").asText()));
  }

  private static void assertSame(List<Service> services, JsonNode config) {
    assertThat(services.stream().map(Service::name))
        .containsExactlyInAnyOrderElementsOf(() -> config.fieldNames());
    services.forEach(service -> assertSame(service, config.path(service.name())));
  }

  @Test
  void withoutAProfile_thePipelineIsStarted() throws Exception {
    assertSame(ComposeFile.read(Map.of()).ofProfile("pipeline"), config());
  }

  @Test
  void profileObserve_startsTheObserversAlone() throws Exception {
    assertSame(ComposeFile.read(Map.of()).ofProfile("observe"), config("--profile", "observe"));
  }
}
