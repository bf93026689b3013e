package dev.plateau.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {
  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080,http://127.0.0.1:8080/,http://127.0.0.1:8080",
    "https://hooks.example.org/T0/secret?key=s%20t,https://hooks.example.org/T0/secret?key=s%20t,"
        + "https://hooks.example.org",
    "http://[::1]:9/x#part,http://[::1]:9/x,http://[::1]:9",
  })
  void address_isKeptWhole_andPrintedWithoutWhatMayBeSecret(
      String text, URI target, String printed) {
    WebhookUrl url = WebhookUrl.parse(text);
    assertThat(url.target()).isEqualTo(target);
    assertThat(url).hasToString(printed);
    assertThat(url.authorization()).isEmpty();
  }

  @Test
  void userAndPassword_becomeBasicAuthentication() {
    WebhookUrl url = WebhookUrl.parse("http://user:p%40ss@host/hook");
    assertThat(url.authorization()).hasValue("Basic dXNlcjpwQHNz");
    assertThat(url.target()).isEqualTo(URI.create("http://host/hook"));
    assertThat(url).hasToString("http://host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host",
        "host:80/x",
        "ftp://host/",
        "http:///x",
        "http://",
        "http://a b/",
        "http://host:99999/",
        "file:/etc/passwd"
      })
  void whatIsNoAddress_isRefusedWithTheText(String text) {
    assertThatThrownBy(() -> WebhookUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("got '" + text + "'");
  }
}
