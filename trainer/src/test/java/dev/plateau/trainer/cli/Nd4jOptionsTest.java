package dev.plateau.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plateau.trainer.network.ShapeCache;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.cpu.nativecpu.DirectShapeInfoProvider;
import picocli.CommandLine;

@Timeout(120)
class Nd4jOptionsTest {
  private static final Map<String, String> UNSET = Map.of();
  private static final Map<String, String> OFF = Map.of(Nd4jOptions.SHAPE_CACHE, "false");
  private static final Map<String, String> ON = Map.of(Nd4jOptions.SHAPE_CACHE, "true");

  @Test
  void shapeCache_argumentAndEnvironment_theArgumentCounts() {
    assertThat(parsed().isShapeCacheOn(UNSET)).isTrue();
    assertThat(parsed().isShapeCacheOn(Map.of(Nd4jOptions.SHAPE_CACHE, " "))).isTrue();
    assertThat(parsed().isShapeCacheOn(ON)).isTrue();
    assertThat(parsed().isShapeCacheOn(OFF)).isFalse();
    assertThat(parsed("--nd4j-shape-cache").isShapeCacheOn(OFF)).isTrue();
    assertThat(parsed("--no-nd4j-shape-cache").isShapeCacheOn(ON)).isFalse();
    assertThat(parsed("--no-nd4j-shape-cache").isShapeCacheOn(UNSET)).isFalse();
  }

  @Test
  void shapeCache_environmentNotUnderstood_isRefusedInOneSentence() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parsed().isShapeCacheOn(Map.of(Nd4jOptions.SHAPE_CACHE, "off")))
        .withMessage("PLATEAU_ND4J_SHAPE_CACHE=off: must be true or false");
  }

  /** ND4J loads once in a process, so each answer takes one of its own. */
  @Test
  void train_withAndWithoutIt_nd4jHasThatProvider() throws Exception {
    Process byDefault = train(UNSET);
    Process without = train(UNSET, "--no-nd4j-shape-cache");
    Process withoutByEnvironment = train(OFF);
    assertThat(provider(byDefault)).isEqualTo(ShapeCache.class.getName());
    assertThat(provider(without)).isEqualTo(DirectShapeInfoProvider.class.getName());
    assertThat(provider(withoutByEnvironment)).isEqualTo(DirectShapeInfoProvider.class.getName());
  }

  @Test
  void completion_ofTrain_knowsBothNames() {
    StringWriter out = new StringWriter();
    CommandLine commands = Main.commandLine().setOut(new PrintWriter(out, true));
    assertThat(commands.execute("completion", "bash")).isZero();
    assertThat(out.toString()).contains("'--nd4j-shape-cache'", "'--no-nd4j-shape-cache'");
  }

  private static Nd4jOptions parsed(String... arguments) {
    return CommandLine.populateCommand(new Nd4jOptions(), arguments);
  }

  private static Process train(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                PrintedProvider.class.getName(),
                "train",
                "support-linear",
                "--steps=1",
                "--mode=disabled"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove(Nd4jOptions.SHAPE_CACHE);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static String provider(Process trained) throws Exception {
    try (var output = trained.inputReader(StandardCharsets.UTF_8)) {
      String last = output.lines().reduce("", (before, line) -> line);
      assertThat(trained.waitFor()).as("exit code").isZero();
      return last;
    } finally {
      trained.destroyForcibly();
    }
  }
}
