package dev.plateau.dashboards.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolationTest {
  private final Interpolation interpolation = new Interpolation(Map.of("SET", "x$1", "EMPTY", ""));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "a ${SET} b            | a x$1 b",
        "${SET:-c}             | x$1",
        "[${EMPTY:-c}]         | [c]",
        "[${NONE:-a:1/b}]      | [a:1/b]",
        "[${NONE}]             | []",
        "[${SET:+false}]       | [false]",
        "[${NONE:+false}]      | []",
        "$$VAR $${VAR}         | $VAR ${VAR}",
        "$${SET}${SET}$$       | ${SET}x$1$",
      })
  void text_hasValuesInPlaceOfVariables(String text, String expected) {
    assertThat(interpolation.apply(text)).isEqualTo(expected);
  }

  @Test
  void otherDollarSign_isRefused() {
    assertThatThrownBy(() -> interpolation.apply("costs $5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("costs $5");
    assertThatThrownBy(() -> interpolation.apply("${SET:?told}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
