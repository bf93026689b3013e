package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObserversHintTest {
  private static final URI SCRAPED = URI.create("http://127.0.0.1:9464/metrics");

  @TempDir Path home;

  private void putComposeFile() throws IOException {
    Files.createFile(home.resolve("docker-compose.yml"));
  }

  @Test
  void demoOfACheckout_saysTheCommandAndWhere() throws IOException {
    putComposeFile();
    String command = "Grafana docker compose --profile observe up";
    assertThat(ObserversHint.of(home, home, SCRAPED)).hasValue(command);
    assertThat(ObserversHint.of(home, Path.of("/"), SCRAPED)).hasValue(command + "   in " + home);
  }

  @Test
  void demoOnAnotherPort_saysNothing() throws IOException {
    putComposeFile();
    assertThat(ObserversHint.of(home, home, URI.create("http://127.0.0.1:9465/metrics"))).isEmpty();
  }

  @Test
  void demoOfAnInstallation_saysNothing() {
    assertThat(ObserversHint.of(home, home, SCRAPED)).isEmpty();
  }
}
