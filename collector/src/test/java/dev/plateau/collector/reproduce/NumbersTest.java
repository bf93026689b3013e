package dev.plateau.collector.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "4.4832, 4.48, 4.4832",
    "3.855, 3.85, 3.855",
    "0.045678, 0.0457, 0.045678",
    "-1e-6, -1e-6, -1e-6",
    "1.234e-7, 1.23e-7, 1.234e-7",
    "20000, 20000, 20000",
    "1999, 1999, 1999",
    "123456, 123456, 123456",
    "12345678, 1.23e7, 1.2345678e7",
    "NaN, NaN, NaN",
    "Infinity, Infinity, Infinity"
  })
  void number_asText_hasThreeDigitsOrAll(double value, String readable, String exact) {
    assertThat(Numbers.readable(value)).isEqualTo(readable);
    assertThat(Numbers.exact(value)).isEqualTo(exact);
  }
}
