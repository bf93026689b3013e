package dev.plateau.dashboards.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.Condition;
import dev.plateau.collector.Launched;
import dev.plateau.collector.Page;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that {@code docker compose up} starts, but Grafana, from the same file, without Docker: one
 * process for each container.
 */
class ComposeStackIT {
  /** What a JVM that ends because of SIGTERM returns, however well it ended. */
  private static final int TERMINATED = 143;

  @TempDir Path temp;

  @BeforeEach
  void requireJars() throws Exception {
    Launched.requireJars();
  }

  private static Page query(String prometheus, String query) {
    return new Page(URI.create("http://" + prometheus + "/api/v1/query?query=" + query));
  }

  private static void awaitAlertmanager(String prometheus, String alertmanager) throws Exception {
    new Page(URI.create("http://" + prometheus + "/api/v1/alertmanagers"))
        .await("Alertmanager", page -> page.contains("http://" + alertmanager + "/api/v2/alerts"));
  }

  private static Admin admin(String bootstrapServers) {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  private static void assertNobodyIsLeftInAGroup(String bootstrapServers) throws Exception {
    try (Admin admin = admin(bootstrapServers)) {
      List<String> groups =
          admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
      assertThat(groups).isNotEmpty();
      assertThat(admin.describeClassicGroups(groups).all().get().values())
          .allSatisfy(group -> assertThat(group.members()).isEmpty());
    }
  }

  private static void assertTransactionsAreOfTheSecondVersion(String bootstrapServers)
      throws Exception {
    try (Admin admin = admin(bootstrapServers)) {
      assertThat(admin.describeFeatures().featureMetadata().get().finalizedFeatures())
          .hasEntrySatisfying(
              "transaction.version",
              level -> assertThat(level.maxVersionLevel()).isEqualTo((short) 2));
    }
  }

  @Test
  void pipeline_bringsItsTrainersRunToPrometheus_andEndsInOrder() throws Exception {
    String webhook = "http://127.0.0.1:9/hook?a=1&b=|\\";
    try (ComposeStack stack = new ComposeStack(temp, Map.of("PLATEAU_ALERT_WEBHOOK", webhook))) {
      Container kafka = stack.start("kafka");
      Container collector = stack.start("collector");
      Container trainer = stack.start("trainer");
      Container alertmanager = stack.start("alertmanager");
      Container prometheus = stack.start("prometheus");
      for (Container container : new Container[] {prometheus, alertmanager}) {
        container.awaitHealthy();
      }

      String prometheusAddress = stack.address("prometheus", 9090);
      query(prometheusAddress, "plateau_run_step")
          .await("the run", page -> page.contains("\"experiment\":\"diagonal\""));
      query(prometheusAddress, "up").await("up", page -> page.contains("\"1\"]"));
      awaitAlertmanager(prometheusAddress, stack.address("alertmanager", 9093));
      assertTransactionsAreOfTheSecondVersion(stack.address("kafka", 9094));
      assertThat(Files.readString(alertmanager.files().here("/alertmanager/alertmanager.yml")))
          .isEqualTo(
              Files.readString(
                      ComposeFile.REPOSITORY.resolve("dashboards/alertmanager/alertmanager.yml"))
                  .replace("${PLATEAU_ALERT_WEBHOOK}", webhook));

      assertThat(trainer.files().here("/var/cache/plateau")).as("natives").isNotEmptyDirectory();
      assertThat(trainer.stop()).as(trainer.printed()).isEqualTo(TERMINATED);
      new Page(URI.create("http://" + stack.address("collector", 9464) + "/metrics"))
          .await("the stop", page -> page.contains("phase=\"stopped\"} 1"));
      assertThat(prometheus.stop()).as(prometheus.printed()).isZero();
      assertThat(alertmanager.stop()).as(alertmanager.printed()).isZero();
      assertThat(collector.stop()).as(collector.printed()).isZero();
      assertNobodyIsLeftInAGroup(stack.address("kafka", 9094));
      assertThat(kafka.stop()).as(kafka.printed()).isEqualTo(TERMINATED);
      assertThat(kafka.files().here("/var/lib/kafka/data/.kafka_cleanshutdown")).exists();
    }
  }

  @Test
  void observers_seeACollectorOfThisMachine() throws Exception {
    try (ComposeStack stack = new ComposeStack(temp, Map.of())) {
      String port = Integer.toString(stack.network().hostPort(9464));
      try (Launched collector =
          Launched.start(
              temp.resolve("collector.log"),
              "",
              "collect",
              "--embedded-broker",
              "--broker-port",
              "0",
              "--port",
              port,
              "--data-dir",
              temp.resolve("data").toString())) {
        stack.start("observe-alertmanager").awaitHealthy();
        stack.start("observe-prometheus").awaitHealthy();
        Condition.await("the collector", () -> collector.printed().contains("metrics at"));
        query("127.0.0.1:" + stack.network().hostPort(9090), "up")
            .await("up", page -> page.contains("\"1\"]"));
        awaitAlertmanager(
            "127.0.0.1:" + stack.network().hostPort(9090),
            "127.0.0.1:" + stack.network().hostPort(9093));
      }
    }
  }
}
