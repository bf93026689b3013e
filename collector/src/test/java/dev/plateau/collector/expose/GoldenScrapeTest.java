package dev.plateau.collector.expose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.CheckedInFile;
import dev.plateau.collector.RealServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A whole scrape of {@link FullSample}, to the byte, in both forms, and what promtool says of it.
 */
class GoldenScrapeTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/plateau/collector/expose");

  private final RunCollector collector = FullSample.collector();

  @Test
  void text_isTheGoldenOne() throws IOException {
    String text = Scrape.of(collector, ScrapeFormat.TEXT).text();
    CheckedInFile.assertHolds(FOLDER.resolve("scrape.txt"), text);
  }

  @Test
  void openMetrics_isTheGoldenOne() throws IOException {
    String text = Scrape.of(collector, ScrapeFormat.OPEN_METRICS).text();
    assertThat(text).endsWith("# EOF\n");
    CheckedInFile.assertHolds(FOLDER.resolve("scrape.openmetrics"), text);
  }

  @Test
  void text_passesPromtool() throws IOException, InterruptedException {
    Path promtool = RealServers.require("promtool");
    Process process =
        new ProcessBuilder(promtool.toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (var in = process.getOutputStream()) {
      in.write(Scrape.of(collector, ScrapeFormat.TEXT).text().getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said).isEmpty();
    assertThat(process.exitValue()).isZero();
  }
}
