package dev.plateau.dashboards.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the image {@code apache/kafka} does when it starts. Its class that makes Kafka's settings of
 * the environment, and formats the disk, is in Kafka's own jar, so it is the very same here.
 */
final class KafkaImage {
  private static final String WRAPPER = "kafka.docker.KafkaDockerWrapper";
  private static final Path JARS = ComposeFile.REPOSITORY.resolve("collector/target/dist/lib/*");

  private KafkaImage() {}

  /**
   * The command that starts the broker, after its disk was formatted.
   *
   * @param environment all that the container has
   * @param folder an empty folder for its settings
   * @param log gets what is printed
   */
  static List<String> command(Map<String, String> environment, Path folder, Path log)
      throws IOException, InterruptedException {
    Path defaults = Files.createDirectories(folder.resolve("default"));
    Path settings = Files.createDirectories(folder.resolve("final"));
    for (String name : new String[] {"server.properties", "log4j2.yaml", "tools-log4j2.yaml"}) {
      // The image's own; of the first nothing is left as soon as one variable is set.
      Files.writeString(defaults.resolve(name), name.endsWith("yaml") ? "Configuration:\n" : "");
    }
    List<String> setup = java(environment, WRAPPER, "setup");
    setup.addAll(List.of("--default-configs-dir", defaults.toString()));
    setup.addAll(List.of("--mounted-configs-dir", folder.resolve("mounted").toString()));
    setup.addAll(List.of("--final-configs-dir", settings.toString()));
    ProcessBuilder builder = new ProcessBuilder(setup).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    int code = builder.redirectOutput(log.toFile()).start().waitFor();
    if (code != 0) {
      throw new AssertionError("Kafka's settings are not made:\n" + Files.readString(log));
    }
    return java(environment, "kafka.Kafka", settings.resolve("server.properties").toString());
  }

  private static List<String> java(Map<String, String> environment, String main, String argument) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(environment.getOrDefault("KAFKA_HEAP_OPTS", "-Xmx1g").split(" ")));
    command.add("-Dlog4j2.configurationFile=classpath:plateau-collector-log4j2.xml");
    command.addAll(List.of("-cp", JARS.toString(), main, argument));
    return command;
  }
}
