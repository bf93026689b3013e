package dev.plateau.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.protocol.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientPropertiesTest {
  @TempDir private Path folder;

  @Test
  void servers_explicitThenFileThenDefault() throws IOException {
    PublisherSettings none = PublisherSettings.builder().build();
    assertThat(properties(none).servers()).isEqualTo("localhost:9092");
    PublisherSettings file = withFile("bootstrap.servers=file:1\n");
    assertThat(properties(file).servers()).isEqualTo("file:1");
    PublisherSettings both = file.toBuilder().bootstrapServers("code:2").build();
    assertThat(properties(both).servers()).isEqualTo("code:2");
  }

  @Test
  void file_securityIsTakenOver_guaranteesAreNotTouched() throws IOException {
    try (CapturedLog log = new CapturedLog("acks")) {
      Map<String, Object> properties =
          properties(
                  withFile(
                      """
                      security.protocol=SASL_SSL
                      compression.type=zstd
                      acks=1
                      enable.idempotence=true
                      transactional.id=mine
                      delivery.timeout.ms=1000
                      """))
              .forClient();
      assertThat(properties)
          .containsEntry("security.protocol", "SASL_SSL")
          .containsEntry("compression.type", "zstd")
          .containsEntry("acks", "all")
          .containsEntry("max.in.flight.requests.per.connection", 1)
          .containsEntry("delivery.timeout.ms", Integer.MAX_VALUE)
          .containsEntry("client.id", "plateau-r1")
          .doesNotContainKey("transactional.id");
      assertThat(log.messages())
          .containsExactly("acks=1 is not used: steps arrive complete and in order only with all");
    }
  }

  @Test
  void file_missing_isNamed() {
    PublisherSettings settings =
        PublisherSettings.builder().kafkaConfig(folder.resolve("none.properties")).build();
    assertThatThrownBy(() -> properties(settings))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("none.properties: give a client properties file that can be read");
  }

  @Test
  void file_valueThatKafkaRefuses_isNamed() throws IOException {
    PublisherSettings settings = withFile("batch.size=large\n");
    assertThatThrownBy(() -> properties(settings))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("kafka-config=")
        .hasMessageContaining("batch.size");
  }

  private PublisherSettings withFile(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("client.properties"), text);
    return PublisherSettings.builder().kafkaConfig(file).build();
  }

  private static ClientProperties properties(PublisherSettings settings) {
    return ClientProperties.of(settings, new RunId("r1"));
  }
}
