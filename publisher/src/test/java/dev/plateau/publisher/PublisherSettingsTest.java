package dev.plateau.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.protocol.RunId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublisherSettingsTest {
  private static final Map<String, String> ALL =
      Map.ofEntries(
          Map.entry("bootstrap-servers", "a:1,b:2"),
          Map.entry("kafka-config", "client.properties"),
          Map.entry("mode", "Disabled"),
          Map.entry("experiment", "mnist"),
          Map.entry("run-id", "r1"),
          Map.entry("run-name", "my run"),
          Map.entry("tags", "seed=7, host = alpha,empty=,eq=a=b"),
          Map.entry("linger", "50ms"),
          Map.entry("max-wait", "1m"),
          Map.entry("close-timeout", "0"),
          Map.entry("ring-size", "512KB"),
          Map.entry("buffer-size", "1 GB"));

  private static final PublisherSettings EXPECTED =
      PublisherSettings.builder()
          .bootstrapServers("a:1,b:2")
          .kafkaConfig(Path.of("client.properties"))
          .mode(PublisherMode.DISABLED)
          .experiment("mnist")
          .runId(new RunId("r1"))
          .runName("my run")
          .tags(Map.of("seed", "7", "host", "alpha", "empty", "", "eq", "a=b"))
          .linger(Duration.ofMillis(50))
          .maxWait(Duration.ofMinutes(1))
          .closeTimeout(Duration.ZERO)
          .ringBytes(512 << 10)
          .bufferBytes(1L << 30)
          .build();

  @Test
  void settings_byKeyOrVariableOrCode_areTheSame() {
    PublisherSettings.Builder byKey = PublisherSettings.builder();
    ALL.forEach(byKey::set);
    assertThat(byKey.build()).isEqualTo(EXPECTED);
    Map<String, String> environment =
        ALL.entrySet().stream()
            .collect(
                Collectors.toMap(
                    e -> "PLATEAU_" + e.getKey().toUpperCase(Locale.ROOT).replace('-', '_'),
                    Map.Entry::getValue));
    assertThat(PublisherSettings.fromEnvironment(environment)).isEqualTo(EXPECTED);
    assertThat(EXPECTED.toBuilder().build()).isEqualTo(EXPECTED);
    assertThat(PublisherSettings.keys()).containsExactlyInAnyOrderElementsOf(ALL.keySet());
  }

  @Test
  void environment_foreignOrEmptyVariables_areLeftAlone() {
    Map<String, String> environment =
        Map.of("PLATEAU_HOME", "/opt/plateau", "PLATEAU_RUN_ID", "", "PATH", "/bin", "PLAT", "x");
    assertThat(PublisherSettings.fromEnvironment(environment))
        .isEqualTo(PublisherSettings.builder().build());
  }

  @Test
  void explicitArgument_besideEnvironment_wins() {
    PublisherSettings settings =
        PublisherSettings.fromEnvironment(
                Map.of("PLATEAU_EXPERIMENT", "env", "PLATEAU_RUN_NAME", "env"))
            .toBuilder()
            .experiment("code")
            .build();
    assertThat(settings.experiment()).isEqualTo("code");
    assertThat(settings.runName()).isEqualTo("env");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PLATEAU_BOOTSTRAP_SERVER | a:1 | did you mean PLATEAU_BOOTSTRAP_SERVERS?",
        "PLATEAU_EXPERMENT | x | did you mean PLATEAU_EXPERIMENT?",
        "PLATEAU_XYZZY | x | known are PLATEAU_ADVERTISED_HOST, PLATEAU_ALERT_MAX_AGE",
        "PLATEAU_DIR | /data | this version keeps no steps on disk",
        "PLATEAU_RESUME | true | a run is not resumed by a variable",
        "PLATEAU_MODE | offline | this version keeps no steps on disk",
        "PLATEAU_BOOTSTRAP_SERVERS | kafka | servers are host:port with commas between",
        "PLATEAU_BOOTSTRAP_SERVERS | a:1,b | servers are host:port with commas between",
        "PLATEAU_MODE | on | a mode is online or disabled",
        "PLATEAU_RUN_ID | my run | a run id has 1 to 128 characters",
        "PLATEAU_TAGS | seed | tags are key=value pairs with commas between",
        "PLATEAU_TAGS | a=b,=c | tags are key=value pairs with commas between",
        "PLATEAU_LINGER | 200 | a duration is a whole number with ms, s, m or h",
        "PLATEAU_LINGER | -5ms | a duration is a whole number with ms, s, m or h",
        "PLATEAU_BUFFER_SIZE | 64 | a size is a whole number with KB, MB or GB",
        "PLATEAU_BUFFER_SIZE | 64 TB | a size is a whole number with KB, MB or GB",
      })
  void environment_wrong_namesVariableAndValueAndWhatToDo(
      String variable, String value, String advice) {
    assertThatThrownBy(() -> PublisherSettings.fromEnvironment(Map.of(variable, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith(variable + "=" + value + ": ")
        .hasMessageContaining(advice);
  }

  @ParameterizedTest
  @CsvSource({
    "linger, 0",
    "linger, 2m",
    "close-timeout, 999999h",
    "ring-size, 1KB",
    "ring-size, 2GB",
    "buffer-size, 999999999999GB",
  })
  void quantity_outOfRange_isRefusedWithTheRange(String key, String value) {
    assertThatThrownBy(() -> PublisherSettings.builder().set(key, value).build())
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith(key + "=")
        .hasMessageContaining("give a value from");
  }

  @Test
  void unknownKey_isRefusedWithTheNearest() {
    assertThatThrownBy(() -> PublisherSettings.builder().set("lingr", "1s"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("lingr=1s: there is no such setting; did you mean linger?");
  }

  @Test
  void description_tooLargeOrNegative_isRefused() {
    assertThatThrownBy(() -> new RunDescription("e", "", Map.of(), Map.of(), -1, 0))
        .hasMessage("plannedSteps must be >= 0, got -1");
    assertThatThrownBy(() -> new RunDescription("e", "", Map.of(), Map.of(), 0, -2))
        .hasMessage("firstStep must be >= 0, got -2");
    Map<String, String> large = Map.of("net", "x".repeat(300_000));
    assertThatThrownBy(() -> new RunDescription("e", "", large, Map.of(), 0, 0))
        .hasMessageContaining("got 300004");
  }
}
