package dev.plateau.collector.notify;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WebhookSettingsTest {
  @Test
  void alertMaxAge_thatNoEventCouldKeep_isRefused() {
    assertThatThrownBy(
            () -> new WebhookSettings(WebhookUrl.parse("http://127.0.0.1:1/"), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("alert-max-age must be > 0, got PT0S");
  }
}
