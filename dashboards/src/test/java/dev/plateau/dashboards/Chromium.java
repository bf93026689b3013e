package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.RealServers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A headless browser that takes pictures of pages. */
final class Chromium {
  private static final long PATIENCE_SECONDS = 120;

  private Chromium() {}

  /**
   * Takes a picture of a page.
   *
   * @param folder for the browser's own files
   * @param picture PNG that it writes; its folder is made
   * @param settleMillis the page's own time that passes before
   */
  static void picture(Path folder, URI page, Path picture, int width, int height, int settleMillis)
      throws IOException, InterruptedException {
    Path program = RealServers.require("chromium");
    Files.createDirectories(picture.toAbsolutePath().getParent());
    Path log = folder.resolve("chromium.log");
    Process process =
        new ProcessBuilder(
                List.of(
                    program.toString(),
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--hide-scrollbars",
                    "--user-data-dir=" + Files.createTempDirectory(folder, "chromium"),
                    "--window-size=" + width + "," + height,
                    "--virtual-time-budget=" + settleMillis,
                    "--screenshot=" + picture.toAbsolutePath(),
                    page.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    assertThat(picture).as(Files.readString(log)).isNotEmptyFile();
  }
}
