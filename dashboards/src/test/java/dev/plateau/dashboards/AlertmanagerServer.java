package dev.plateau.dashboards;

import dev.plateau.collector.FreePort;
import dev.plateau.collector.RealServers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A real Alertmanager with the configuration that users are given, which notifies one address.
 * Whoever starts it closes it.
 */
public final class AlertmanagerServer implements AutoCloseable {
  private static final Path SHIPPED = Path.of("alertmanager/alertmanager.yml");

  private final Process process;
  private final int port;

  private AlertmanagerServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one; skips or fails the test as {@link RealServers} says.
   *
   * @param folder an empty folder for its configuration, data and log
   */
  public static AlertmanagerServer notifying(Path folder, URI webhook) throws IOException {
    Path program = RealServers.require("prometheus-alertmanager");
    Path config = folder.resolve("alertmanager.yml");
    Files.writeString(
        config, Files.readString(SHIPPED).replace("${PLATEAU_ALERT_WEBHOOK}", webhook.toString()));
    int port = FreePort.find();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("alertmanager.log").toFile())
            .start();
    return new AlertmanagerServer(process, port);
  }

  /** Its host and port. */
  public String authority() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    RealServers.stop(process);
  }
}
