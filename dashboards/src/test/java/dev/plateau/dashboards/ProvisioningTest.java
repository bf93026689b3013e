package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What Grafana is told to load. */
class ProvisioningTest {
  private static final Path FOLDER = Path.of("grafana/provisioning");

  private static JsonNode read(String file) throws IOException {
    Object yaml = new Yaml().load(Files.readString(FOLDER.resolve(file)));
    return new ObjectMapper().valueToTree(yaml);
  }

  @Test
  void dataSource_isAPrometheusWhoseAddressComesFromTheEnvironment() throws IOException {
    JsonNode source = read("datasources/plateau.yml").at("/datasources/0");
    assertThat(source.path("type").asText()).isEqualTo("prometheus");
    assertThat(source.path("url").asText()).isEqualTo("$PLATEAU_PROMETHEUS_URL");
    assertThat(source.path("isDefault").asBoolean()).isTrue();
  }

  @Test
  void dataSource_knowsHowOftenPrometheusScrapes() throws IOException {
    // Else Grafana asks for points between scrapes, and a rate over too few of them is empty.
    String scrapes = Files.readString(Path.of("prometheus/prometheus.yml"));
    var interval = Pattern.compile("scrape_interval: (\\w+)").matcher(scrapes);
    assertThat(interval.find()).isTrue();
    assertThat(read("datasources/plateau.yml").at("/datasources/0/jsonData/timeInterval").asText())
        .isEqualTo(interval.group(1));
  }

  @Test
  void dashboards_comeFromTheFolderThatTheEnvironmentNames() throws IOException {
    JsonNode provider = read("dashboards/plateau.yml").at("/providers/0");
    assertThat(provider.at("/options/path").asText()).isEqualTo("$PLATEAU_DASHBOARDS");
    assertThat(provider.path("type").asText()).isEqualTo("file");
  }
}
