package dev.plateau.dashboards.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.plateau.publisher.PublisherSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must be so whatever else is changed in the Compose file and the Dockerfile. */
class ComposeFileTest {
  private static final String LOOPBACK = "127.0.0.1";

  /** Made by others than those who made the Compose file; mounted as soon as it is there. */
  private static final Path GRAFANA = ComposeFile.REPOSITORY.resolve("dashboards/grafana");

  private ComposeFile file;
  private Dockerfile dockerfile;

  @BeforeEach
  void read() throws IOException {
    file = ComposeFile.read(Map.of());
    dockerfile = Dockerfile.read();
  }

  private static String ofPom(String element) throws IOException {
    String pom = Files.readString(ComposeFile.REPOSITORY.resolve("pom.xml"));
    return Pattern.compile("<" + element + ">([^<]+)<")
        .matcher(pom)
        .results()
        .map(match -> match.group(1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void noPort_isPublishedToOtherMachines() {
    for (Service service : file.services().values()) {
      assertThat(service.ports())
          .as(service.name())
          .allSatisfy(port -> assertThat(port.address()).isEqualTo(LOOPBACK));
    }
  }

  @Test
  void serviceInTheHostsNetwork_listensOnLoopbackOnly() {
    for (Service service : file.ofProfile("observe")) {
      List<String> words = new ArrayList<>(service.command());
      words.add("GF_SERVER_HTTP_ADDR=" + service.environment().get("GF_SERVER_HTTP_ADDR"));
      assertThat(service.networkMode()).isEqualTo("host");
      assertThat(words)
          .as(service.name())
          .anyMatch(word -> word.matches("(--web.listen-address|GF_SERVER_HTTP_ADDR)=127.0.0.1.*"))
          .noneMatch(word -> word.contains("0.0.0.0"));
    }
  }

  @Test
  void serviceInANetworkOfItsOwn_listensToTheOthers() {
    assertThat(file.service("collector").environment()).containsEntry("PLATEAU_HOST", "0.0.0.0");
    assertThat(file.service("kafka").environment().get("KAFKA_LISTENERS"))
        .contains("PLAINTEXT://:9092,HOST://:9094");
    assertThat(file.service("prometheus").command()).contains("--web.listen-address=0.0.0.0:9090");
    assertThat(file.service("alertmanager").command())
        .contains("--web.listen-address=0.0.0.0:9093");
  }

  @Test
  void everyService_isOfOneProfile_andTheSettingsNameTheDefaultOne() throws IOException {
    assertThat(file.services().values())
        .allSatisfy(service -> assertThat(service.profiles()).as(service.name()).hasSize(1));
    assertThat(file.ofProfile("pipeline").stream().map(Service::name))
        .containsExactlyInAnyOrder(
            "kafka", "collector", "trainer", "prometheus", "alertmanager", "grafana");
    assertThat(file.ofProfile("observe").stream().map(Service::name))
        .containsExactlyInAnyOrder("observe-prometheus", "observe-alertmanager", "observe-grafana");
    assertThat(ComposeFile.REPOSITORY.resolve(".env"))
        .content()
        .contains("\nCOMPOSE_PROFILES=pipeline\n");
  }

  @Test
  void everyMountedPath_isInTheRepository_andReadOnly() {
    for (Service service : file.services().values()) {
      for (Mount mount : service.mounts()) {
        if (!mount.isPath()) {
          assertThat(file.volumes()).as(service.name()).contains(mount.source());
          continue;
        }
        Path path = ComposeFile.REPOSITORY.resolve(mount.source()).normalize();
        assertThat(mount.readOnly()).as(mount.toString()).isTrue();
        if (!path.startsWith(GRAFANA) || Files.exists(GRAFANA)) {
          assertThat(path).as(service.name()).exists();
        }
      }
    }
  }

  @Test
  void everyImage_isPinned() {
    List<String> images = new ArrayList<>(dockerfile.foreignImages());
    for (Service service : file.services().values()) {
      assertThat(service.image().isEmpty()).isNotEqualTo(service.target().isEmpty());
      if (!service.image().isEmpty()) {
        images.add(service.image());
      }
    }
    assertThat(images).hasSizeGreaterThan(5).allMatch(image -> image.matches("[a-z/-]+:v?\\d.*"));
  }

  @Test
  void versions_areThoseOfTheBuild() throws IOException {
    assertThat(file.service("kafka").image()).isEqualTo("apache/kafka:" + ofPom("kafka.version"));
    String java = "eclipse-temurin:" + ofPom("maven.compiler.release") + "-";
    assertThat(dockerfile.foreignImages()).allMatch(image -> image.startsWith(java));
  }

  @Test
  void kafka_isToldAllThatOneNodeNeeds() {
    assertThat(file.service("kafka").environment())
        .containsKeys("CLUSTER_ID", "KAFKA_NODE_ID", "KAFKA_LISTENERS")
        .containsEntry("KAFKA_PROCESS_ROLES", "broker,controller")
        .containsEntry("KAFKA_LOG_DIRS", "/var/lib/kafka/data")
        .containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
        .containsEntry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1")
        .containsEntry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1")
        .containsEntry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1")
        .containsEntry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
        .containsEntry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1");
    assertThat(file.service("kafka").mounts())
        .anyMatch(mount -> mount.target().equals("/var/lib/kafka/data"));
  }

  @Test
  void advertisedHost_isWhatPeopleSay() throws IOException {
    assertThat(file.service("kafka").environment().get("KAFKA_ADVERTISED_LISTENERS"))
        .endsWith(",HOST://localhost:9094");
    Map<String, String> environment = Map.of("PLATEAU_ADVERTISED_HOST", "gpu7");
    assertThat(
            ComposeFile.read(environment)
                .service("kafka")
                .environment()
                .get("KAFKA_ADVERTISED_LISTENERS"))
        .endsWith(",HOST://gpu7:9094");
  }

  @Test
  void grafana_hasAnAdminOnlyWithAPassword() throws IOException {
    for (String name : new String[] {"grafana", "observe-grafana"}) {
      Service open = file.service(name);
      assertThat(open.command())
          .containsExactly("cfg:default.security.disable_initial_admin_creation=true");
      assertThat(open.environment())
          .containsEntry("GF_AUTH_ANONYMOUS_ORG_ROLE", "Viewer")
          .containsEntry("GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION", "")
          .containsEntry("GF_SECURITY_ADMIN_PASSWORD", "");
      assertThat(
              ComposeFile.read(Map.of("PLATEAU_GRAFANA_PASSWORD", "secret"))
                  .service(name)
                  .environment())
          .containsEntry("GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION", "false")
          .containsEntry("GF_SECURITY_ADMIN_PASSWORD", "secret");
    }
  }

  @Test
  void bothPrometheus_keepAsMuch() {
    assertThat(file.service("prometheus").command())
        .contains("--storage.tsdb.retention.time=90d", "--storage.tsdb.retention.size=10GB");
    assertThat(file.service("observe-prometheus").command())
        .contains("--storage.tsdb.retention.time=90d", "--storage.tsdb.retention.size=10GB");
  }

  @Test
  void images_areBuiltFromTheirStages_andRunAsNobodyInParticular() {
    for (String name : new String[] {"collector", "trainer"}) {
      Dockerfile.Stage image = dockerfile.whole(file.service(name).target());
      assertThat(image.copies())
          .containsEntry("/opt/plateau/plateau", "/build/plateau")
          .containsEntry("/opt/plateau/" + name + "/lib", "/build/" + name + "/target/dist/lib")
          .hasSize(2);
      assertThat(image.user()).hasValue("plateau");
      assertThat(image.environment()).containsEntry("PLATEAU_HOME", "/opt/plateau");
    }
  }

  @Test
  void variablesOfTheContainers_doNotStopATrainerThatSeesThem() throws IOException {
    Set<String> variables = ComposeFile.variablesIn(ComposeFile.PATH);
    assertThat(variables)
        .contains("PLATEAU_TRAIN", "PLATEAU_GRAFANA_PASSWORD")
        .containsAll(ComposeFile.variablesIn(ComposeFile.REPOSITORY.resolve(".env")));
    // It must be host:port, and a trainer understands it.
    variables.remove("PLATEAU_BOOTSTRAP_SERVERS");
    for (String variable : variables) {
      assertThatCode(() -> PublisherSettings.fromEnvironment(Map.of(variable, "1")))
          .as(variable)
          .doesNotThrowAnyException();
    }
  }
}
