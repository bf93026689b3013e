package dev.plateau.collector.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The line that tells how Prometheus, Alertmanager and Grafana are started for a demo. */
final class ObserversHint {
  /** Where Prometheus's targets of this machine have the collector. */
  private static final int SCRAPED_PORT = 9464;

  private ObserversHint() {}

  /**
   * The line; empty where it would not be true.
   *
   * @param home a checkout, or an installation, which has no Compose file
   * @param here the folder that the person is in
   * @param metrics where the demo's metrics are
   */
  static Optional<String> of(Path home, Path here, URI metrics) {
    if (metrics.getPort() != SCRAPED_PORT || !Files.exists(home.resolve("docker-compose.yml"))) {
      return Optional.empty();
    }
    String place = here.equals(home) ? "" : "   in " + home;
    return Optional.of("Grafana docker compose --profile observe up" + place);
  }
}
