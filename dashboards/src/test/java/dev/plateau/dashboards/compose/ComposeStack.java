package dev.plateau.dashboards.compose;

import dev.plateau.collector.RealServers;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Containers of the Compose file as plain processes on this machine: each with its command and its
 * environment, with its places and addresses put where they are here. Whoever starts it closes it.
 */
final class ComposeStack implements AutoCloseable {
  /** Programs in {@code /bin} of the images of Prometheus, and what they are called on Debian. */
  private static final Map<String, String> PROGRAMS =
      Map.of("prometheus", "prometheus", "alertmanager", "prometheus-alertmanager");

  private final ComposeFile file;
  private final Dockerfile dockerfile;
  private final LoopbackNetwork network;
  private final Path folder;
  private final Map<String, Container> containers = new LinkedHashMap<>();

  /**
   * A stack of which nothing is started.
   *
   * @param folder an empty folder for all files of all containers
   * @param environment values of the file's variables
   */
  ComposeStack(Path folder, Map<String, String> environment) throws IOException {
    this.folder = folder;
    file = ComposeFile.read(environment);
    dockerfile = Dockerfile.read();
    network = new LoopbackNetwork(file.services().keySet());
  }

  LoopbackNetwork network() {
    return network;
  }

  /** Where a service is, for a client on this machine. */
  String address(String service, int containerPort) {
    return "127.0.0.1:" + network.port(file.service(service), containerPort);
  }

  /**
   * Starts a service, when those that it depends on are as it wants them.
   *
   * @return what runs; closed with this
   */
  Container start(String name) throws Exception {
    Service service = file.service(name);
    for (Map.Entry<String, String> dependency : service.dependsOn().entrySet()) {
      Container before = containers.get(dependency.getKey());
      if (before == null) {
        throw new IllegalStateException(name + " is to start after " + dependency.getKey());
      }
      if (dependency.getValue().equals("service_healthy")) {
        before.awaitHealthy();
      }
    }
    Container container = launch(service);
    containers.put(name, container);
    return container;
  }

  private Container launch(Service service) throws IOException, InterruptedException {
    Path root = Files.createDirectories(folder.resolve(service.name()));
    Path log = folder.resolve(service.name() + ".log");
    ContainerFiles files = new ContainerFiles(root);
    files.mount(service.mounts(), text -> network.rewrite(service, text));
    Map<String, String> environment = new LinkedHashMap<>();
    List<String> command =
        new ArrayList<>(
            service.target().isEmpty()
                ? ofForeignImage(service, files)
                : ofOwnImage(service, files, environment));
    environment.putAll(service.environment());
    environment.replaceAll((key, text) -> files.rewrite(network.rewrite(service, text)));
    command.replaceAll(text -> files.rewrite(network.rewrite(service, text)));
    environment.putAll(ofThisMachine(root));
    if (service.image().startsWith("apache/kafka:")) {
      command.addAll(KafkaImage.command(environment, root.resolve("opt"), log));
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.directory(root.toFile()).redirectOutput(Redirect.appendTo(log.toFile()));
    List<String> healthcheck =
        service.healthcheck().stream().map(text -> network.rewrite(service, text)).toList();
    return new Container(service, builder.start(), healthcheck, files, log);
  }

  private static Map<String, String> ofThisMachine(Path root) {
    return Map.of(
        "PATH", System.getenv("PATH"),
        "JAVA_HOME", System.getProperty("java.home"),
        "HOME", root.toString());
  }

  /** What the service starts: its own entrypoint, or the image's, and the service's arguments. */
  private static List<String> ofForeignImage(Service service, ContainerFiles files)
      throws IOException {
    List<String> command = new ArrayList<>(service.entrypoint());
    String name = service.image().replaceFirst("^prom/", "").replaceFirst(":.*", "");
    String program = PROGRAMS.get(name);
    if (program != null) {
      files.link("/bin/" + name, RealServers.require(program));
      if (command.isEmpty()) {
        command.add("/bin/" + name);
      }
    }
    command.addAll(service.command());
    return command;
  }

  /** What an image of the Dockerfile starts, on what this build has made. */
  private List<String> ofOwnImage(
      Service service, ContainerFiles files, Map<String, String> environment) throws IOException {
    Dockerfile.Stage image = dockerfile.whole(service.target());
    environment.putAll(image.environment());
    files.add(environment.getOrDefault("PLATEAU_HOME", "/"));
    for (Map.Entry<String, String> copy : image.copies().entrySet()) {
      String source = copy.getValue().replaceFirst("^/build/", "");
      files.link(copy.getKey(), ComposeFile.REPOSITORY.resolve(source));
    }
    List<String> command = new ArrayList<>(List.of(image.entrypoint().orElseThrow()));
    command.addAll(service.command());
    return command;
  }

  @Override
  public void close() {
    containers.values().forEach(Container::close);
  }
}
