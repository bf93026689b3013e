package dev.plateau.dashboards.compose;

import dev.plateau.collector.Condition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a container would run, as a plain process. Closing it kills it.
 *
 * @param healthcheck its command, with addresses as they are here
 * @param files where its files are
 * @param log what it prints, errors too
 */
record Container(
    Service service, Process process, List<String> healthcheck, ContainerFiles files, Path log)
    implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Waits until its health check succeeds. */
  void awaitHealthy() throws Exception {
    try {
      Condition.await(service.name() + " to be healthy", () -> !process.isAlive() || isHealthy());
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; it printed:\n" + printed(), e);
    }
    if (!process.isAlive()) {
      throw new AssertionError(
          service.name() + " ended with " + process.exitValue() + "; it printed:\n" + printed());
    }
  }

  /** Runs its health check; one that asks for a page is asked from here, without the program. */
  boolean isHealthy() throws IOException, InterruptedException {
    String last = healthcheck.get(healthcheck.size() - 1);
    return last.startsWith("http://")
        ? isServed(URI.create(last))
        : new ProcessBuilder(healthcheck)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
  }

  private static boolean isServed(URI page) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(5)).build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends it as {@code docker compose stop} does, in time, and returns its exit code. */
  int stop() throws InterruptedException, IOException {
    process.destroy();
    if (!process.waitFor(service.stopGracePeriod().toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(
          service.name()
              + " does not end within "
              + service.stopGracePeriod()
              + "; it printed:\n"
              + printed());
    }
    return process.exitValue();
  }

  /** All that it printed so far. */
  String printed() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    files.unlink();
  }
}
