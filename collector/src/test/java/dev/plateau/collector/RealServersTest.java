package dev.plateau.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class RealServersTest {
  @Test
  void missingProgram_skipsTheTest() {
    assertThatThrownBy(() -> RealServers.require("no-such-program", Map.of("PATH", "/bin")))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("no-such-program");
  }

  @Test
  void missingProgram_inCi_failsTheTest() {
    assertThatThrownBy(
            () -> RealServers.require("no-such-program", Map.of("PATH", "/bin", "CI", "true")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("CI=true");
  }

  @Test
  void presentProgram_isFound() {
    assertThat(RealServers.require("sh", Map.of("PATH", ":/nowhere:/bin", "CI", "true")))
        .isExecutable();
  }
}
