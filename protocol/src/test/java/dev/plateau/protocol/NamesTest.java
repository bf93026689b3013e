package dev.plateau.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of the names: run id, session id, metric name. */
class NamesTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.89Z");

  @ParameterizedTest
  @ValueSource(strings = {"a", "A-Z_0.9", "-", "...", "x"})
  void runId_ofAllowedCharacters_isValid(String id) {
    assertThat(new RunId(id)).hasToString(id);
    assertThat(new RunId(id.repeat(128 / id.length()))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "ä", "a\n", "\na", "a\u0000"})
  void runId_ofOtherCharacters_isRefused(String id) {
    assertThat(RunId.isValid(id)).isFalse();
    assertThatThrownBy(() -> new RunId(id)).hasMessageContaining("1 to 128 characters");
  }

  @Test
  void runId_of129Characters_isRefused_quotedShort() {
    assertThatThrownBy(() -> new RunId("x".repeat(129)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x".repeat(60) + "…'");
  }

  @Test
  void generatedRunId_ofAnyExperiment_isValidAndStartsWithIt() {
    SplittableRandom random = new SplittableRandom(21);
    assertThat(RunId.generate("support-linear", NOW, random).value())
        .matches("support-linear-20260304T050607Z-[a-z0-9]{6}");
    assertThat(RunId.generate("", NOW, random).value()).startsWith("run-2026");
    assertThat(RunId.generate("größe 𝛼/1", NOW, random).value()).startsWith("gr--e---1-2026");
    assertThat(RunId.generate("e".repeat(500), NOW, random).value()).hasSizeLessThanOrEqualTo(128);
    assertThat(RunId.generate("e", NOW, random)).isNotEqualTo(RunId.generate("e", NOW, random));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
  void sequence_withoutASuccessor_isRefused(long sequence) {
    SessionId session = new SessionId(1, 2);
    assertThat(new Origin.Sequenced(session, Long.MAX_VALUE - 1).sequence()).isPositive();
    assertThatThrownBy(() -> new Origin.Sequenced(session, sequence))
        .hasMessageContaining("got " + sequence);
  }

  @Test
  void sessionId_asText_isReadBack() {
    SplittableRandom random = new SplittableRandom(22);
    for (int round = 0; round < 1_000; round++) {
      SessionId id = SessionId.random(random);
      assertThat(id.toString()).hasSize(32);
      assertThat(SessionId.parse(id.toString())).isEqualTo(id);
      SessionId other = new SessionId(random.nextLong(), random.nextLong());
      assertThat(Integer.signum(id.compareTo(other)))
          .isEqualTo(Integer.signum(id.toString().compareTo(other.toString())))
          .isEqualTo(-Integer.signum(other.compareTo(id)));
    }
    assertThat(new SessionId(0, 1)).hasToString("00000000000000000000000000000001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "00000000000000000000000000000000",
        "0000000000000000000000000000000g",
        "000000000000000000000000000000001",
        "+0000000000000000000000000000001",
        "００００００００００００００００００００００００００００００００"
      })
  void sessionId_ofAnythingElse_isRefused(String text) {
    assertThatThrownBy(() -> SessionId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("session id");
  }

  @ParameterizedTest
  @CsvSource({
    "loss, loss, ''",
    "feature_sparsity/1, feature_sparsity, 1",
    "a/b/c, a/b, c",
    "a/, a/, ''",
    "/a, /a, ''",
    "/, /, ''",
    "a//b, a/, b"
  })
  void metricName_fromText_splitsAtTheLastInnerSlash(String text, String metric, String layer) {
    MetricName name = MetricName.parse(text);
    assertThat(name.metric()).isEqualTo(metric);
    assertThat(name.layer()).isEqualTo(layer);
    assertThat(name).hasToString(text);
  }

  /** One text, one name: else JSON and Protobuf would tell two metrics where a reader sees one. */
  @Test
  void metricName_madeInAnyWay_equalsTheOneOfItsText() {
    SplittableRandom random = new SplittableRandom(23);
    for (int round = 0; round < 10_000; round++) {
      String metric = text(random, 1 + random.nextInt(5));
      String layer = text(random, random.nextInt(5));
      MetricName name = MetricName.of(metric, layer);
      assertThat(name).hasToString(layer.isEmpty() ? metric : metric + "/" + layer);
      assertThat(MetricName.parse(name.toString())).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\tb", "a\u0085b", "a\ud800b", "a/\udc00"})
  void metricName_thatNobodyCouldRead_isRefused(String text) {
    assertThatThrownBy(() -> MetricName.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContainingAny("\t", "\u0085", "\ud800", "\udc00");
  }

  @Test
  void metricName_of129Characters_isRefused() {
    String longest = "m".repeat(128);
    assertThat(MetricName.of(longest, longest).toString()).hasSize(257);
    assertThatThrownBy(() -> MetricName.of(longest + "m")).hasMessageContaining("128");
    assertThatThrownBy(() -> MetricName.of("m", longest + "m")).hasMessageContaining("layer");
  }

  private static String text(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("ab//𝛼".charAt(random.nextInt(4)));
    }
    return text.toString();
  }
}
