package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromtoolTest {
  private static final Path ON_PATH = Path.of("promtool");

  @TempDir Path temp;

  @Test
  void promtools_ofTheEnvironment_comeAfterThatOfThePath() throws Exception {
    Path newer = Files.createFile(temp.resolve("newer"));
    assertThat(newer.toFile().setExecutable(true)).isTrue();
    String named = newer + File.pathSeparator;
    assertThat(Promtool.all(ON_PATH, Map.of("PLATEAU_PROMTOOLS", named)))
        .containsExactly(new Promtool(ON_PATH), new Promtool(newer));
    assertThat(Promtool.all(ON_PATH, Map.of())).containsExactly(new Promtool(ON_PATH));
  }

  @Test
  void promtool_thatIsNotThere_isNamed() {
    Path missing = temp.resolve("missing");
    assertThatThrownBy(() -> Promtool.all(ON_PATH, Map.of("PLATEAU_PROMTOOLS", missing.toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("PLATEAU_PROMTOOLS names " + missing + ", which is no program");
  }
}
