package dev.plateau.collector.expose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|TEXT",
        "*/*|TEXT",
        "text/html,*/*;q=0.8|TEXT",
        "text/plain|TEXT",
        "application/openmetrics-text; version=1.0.0|OPEN_METRICS",
        "APPLICATION/OpenMetrics-Text|OPEN_METRICS",
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
            + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1|OPEN_METRICS",
        "text/plain;version=0.0.4,application/openmetrics-text;q=0.5|TEXT",
        "application/openmetrics-text;q=0|TEXT",
        "application/openmetrics-text;q=x|OPEN_METRICS",
      })
  void acceptHeader_choosesTheForm(String accept, ScrapeFormat format) {
    assertThat(ScrapeFormat.accepted(List.of(accept))).isEqualTo(format);
    assertThat(ScrapeFormat.accepted(List.of("image/png", accept))).isEqualTo(format);
  }
}
