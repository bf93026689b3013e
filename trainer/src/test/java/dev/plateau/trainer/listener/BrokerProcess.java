package dev.plateau.trainer.listener;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The collector's own broker, in a process of its own on the loopback address. Whoever starts it
 * closes it, which ends the process and removes its data.
 */
final class BrokerProcess implements AutoCloseable {
  private static final Path LIBRARIES = Path.of("../collector/target/dist/lib");
  private static final String READY = "broker ready at ";

  private final Process process;
  private final Path data;
  private final String servers;

  private BrokerProcess(Process process, Path data, String servers) {
    this.process = process;
    this.data = data;
    this.servers = servers;
  }

  /** Starts the broker as it lies built beside the trainer, and waits until it can be used. */
  static BrokerProcess start() throws IOException {
    if (!Files.isDirectory(LIBRARIES)) {
      throw new IOException(
          LIBRARIES.toAbsolutePath().normalize() + " is not there: package the collector first");
    }
    Path data = Files.createTempDirectory("plateau-benchmark");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                LIBRARIES.resolve("*").toString(),
                "dev.plateau.collector.cli.Main",
                "broker",
                "--port",
                "0",
                "--data-dir",
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // A benchmark that somebody ends leaves no broker behind.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("the broker ended with " + process.destroyForcibly().exitValue());
    }
    return new BrokerProcess(process, data, line.substring(READY.length()));
  }

  /** Where clients reach it. */
  String servers() {
    return servers;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
