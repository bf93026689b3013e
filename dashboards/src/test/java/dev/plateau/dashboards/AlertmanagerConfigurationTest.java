package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.RealServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration that users are given, by Alertmanager's own amtool. */
class AlertmanagerConfigurationTest {
  private static final Path SHIPPED = Path.of("alertmanager/alertmanager.yml");

  @TempDir Path temp;

  private void check(String configuration) throws Exception {
    Path file = Files.writeString(temp.resolve("alertmanager.yml"), configuration);
    Process process =
        new ProcessBuilder(
                RealServers.require("amtool").toString(), "check-config", file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static String addressed() throws Exception {
    return Files.readString(SHIPPED).replace("${PLATEAU_ALERT_WEBHOOK}", "http://127.0.0.1:1/");
  }

  @Test
  void configuration_withAnAddress_isValid() throws Exception {
    check(addressed());
  }

  @Test
  void configuration_withSlackInsteadOfComments_isValid() throws Exception {
    String withSlack =
        addressed()
            .replaceAll("(?m)^    # ((slack_configs:|  - api_url_file|    \\w+:).*)$", "    $1");
    assertThat(withSlack.lines().filter(line -> line.startsWith("    slack_configs:"))).hasSize(2);
    check(withSlack);
  }
}
