package dev.plateau.collector.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeedTest {
  @ParameterizedTest
  @CsvSource({
    "10x, 10, 10x",
    "10, 10, 10x",
    "0.5x, 0.5, 0.5x",
    "1x, 1, 1x",
    "100, 100, 100x",
    "2.25x, 2.25, 2.25x",
    "1500, 1500, 1500x",
    "max, Infinity, max"
  })
  void textOfASpeed_isReadAndWritten(String text, double factor, String written) {
    assertThat(Speed.parse(text).factor()).isEqualTo(factor);
    assertThat(Speed.parse(text)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "fast", "0", "0x", "-1x", "10y", "x", "1e3", "NaN", "Infinity", "MAX"})
  void anythingElse_isRefusedInOneSentence(String text) {
    assertThatThrownBy(() -> Speed.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a speed is a number above 0 as 10x, 10 or 0.5x, or max, got '" + text + "'");
  }
}
