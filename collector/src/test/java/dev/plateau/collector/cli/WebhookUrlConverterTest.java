package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class WebhookUrlConverterTest {
  private final WebhookUrlConverter converter = new WebhookUrlConverter();

  @Test
  void address_isRead_andAnEmptyTextIsNone() {
    assertThat(converter.convert("http://host:8080/hook")).hasToString("http://host:8080");
    assertThat(converter.convert("")).isNull();
  }

  @Test
  void whatIsNoAddress_isRefusedWithTheText() {
    assertThatThrownBy(() -> converter.convert("host"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageEndingWith("got 'host'");
  }
}
