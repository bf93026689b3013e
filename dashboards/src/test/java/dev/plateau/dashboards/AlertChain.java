package dev.plateau.dashboards;

import dev.plateau.collector.Condition;
import dev.plateau.collector.PrometheusServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What stands between a collector and a person: Prometheus and Alertmanager, real and as shipped,
 * and a webhook. Closing it closes all three.
 *
 * @param prometheus scrapes the collector and evaluates the rules
 * @param webhook gets the notifications
 */
record AlertChain(
    PrometheusServer prometheus, AlertmanagerServer alertmanager, WebhookReceiver webhook)
    implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /**
   * Starts one; it has scraped the collector when this returns.
   *
   * @param folder an empty folder for the servers' data and logs
   */
  static AlertChain behind(Path folder, URI metrics) throws Exception {
    return behind(folder, metrics, Duration.ofSeconds(1));
  }

  /** Starts one that scrapes and evaluates at another pace. */
  static AlertChain behind(Path folder, URI metrics, Duration interval) throws Exception {
    WebhookReceiver webhook = WebhookReceiver.start();
    AlertmanagerServer alertmanager = null;
    try {
      alertmanager = AlertmanagerServer.notifying(child(folder, "alertmanager"), webhook.uri());
      PrometheusServer prometheus =
          PrometheusServer.scraping(
              child(folder, "prometheus"), metrics, alertmanager.authority(), interval);
      AlertChain chain = new AlertChain(prometheus, alertmanager, webhook);
      chain.await("up == 1");
      return chain;
    } catch (Exception | Error e) {
      if (alertmanager != null) {
        alertmanager.close();
      }
      webhook.close();
      throw e;
    }
  }

  /** Waits until the query has a result; a machine that has much to do takes its time. */
  void await(String query) throws Exception {
    Condition.await(query, PATIENCE, () -> has(query));
  }

  /** Waits until an alert on a run has been notified. */
  void awaitAlert(String name, String run) throws Exception {
    Condition.await(name + " of " + run, PATIENCE, () -> webhook.namesFor(run).contains(name));
  }

  private boolean has(String query) throws InterruptedException {
    try {
      return !prometheus.query(query).isEmpty();
    } catch (IOException e) {
      // It is about to listen.
      return false;
    }
  }

  private static Path child(Path folder, String name) throws Exception {
    return Files.createDirectories(folder.resolve(name));
  }

  @Override
  public void close() {
    prometheus.close();
    alertmanager.close();
    webhook.close();
  }
}
