package dev.plateau.collector.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bands in words. */
class AskedTest {
  @ParameterizedTest
  @CsvSource({
    "0.0142, 3.855, 0.0142 to 3.855: a reason",
    "0.3333333333333333, 1.4, 0.333 to 1.4: a reason",
    "1e-12, 1e7, 1e-12 to 1e7: a reason",
    "-Infinity, 0.64, at most 0.64: a reason",
    "0.7142857142857143, Infinity, at least 0.714: a reason",
    "3, 3, 3: a reason",
  })
  void band_isSaidWithTheDigitsThatAPersonWouldWrite(double least, double most, String words) {
    Band band = new Band("loss", "1", "a reason", least, most, results -> 0);
    assertThat(Asked.of(band)).isEqualTo(words);
  }
}
