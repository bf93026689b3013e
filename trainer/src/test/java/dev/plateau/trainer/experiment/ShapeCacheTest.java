package dev.plateau.trainer.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.trainer.network.ShapeCache;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.cpu.nativecpu.DirectShapeInfoProvider;

@Timeout(120)
class ShapeCacheTest {
  /** ND4J reads the property once, when it loads: each answer takes a process of its own. */
  @Test
  void trainings_withAndWithoutIt_areTheSameToTheBit() throws Exception {
    Process with = start(PrintedTrainings.class, ShapeCache.class);
    Process without = start(PrintedTrainings.class, DirectShapeInfoProvider.class);
    try {
      List<String> cached = lines(with);
      List<String> plain = lines(without);
      assertThat(cached.get(0)).isEqualTo(ShapeCache.class.getName());
      assertThat(plain.get(0)).isEqualTo(DirectShapeInfoProvider.class.getName());
      assertThat(cached).anyMatch(line -> line.startsWith("support-linear 499 parameter_norm "));
      assertThat(cached).anyMatch(line -> line.startsWith("teacher-student-3 499 ntk_rank "));
      assertThat(cached.subList(1, cached.size())).isEqualTo(plain.subList(1, plain.size()));
    } finally {
      with.destroyForcibly();
      without.destroyForcibly();
    }
  }

  @Test
  void parameters_after500StepsWithAndWithoutIt_areTheSameToTheBit() throws Exception {
    Process with = start(PrintedParameters.class, ShapeCache.class);
    Process without = start(PrintedParameters.class, DirectShapeInfoProvider.class);
    try {
      List<String> cached = lines(with);
      List<String> plain = lines(without);
      assertThat(cached).hasSize(5).doesNotHaveDuplicates();
      assertThat(cached.get(0)).isEqualTo(ShapeCache.class.getName());
      assertThat(plain.get(0)).isEqualTo(DirectShapeInfoProvider.class.getName());
      assertThat(cached.subList(1, 5)).isEqualTo(plain.subList(1, 5));
    } finally {
      with.destroyForcibly();
      without.destroyForcibly();
    }
  }

  private static Process start(Class<?> program, Class<?> provider) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-Dshapeinfoprovider=" + provider.getName(),
            "-cp",
            System.getProperty("java.class.path"),
            program.getName())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static List<String> lines(Process training) throws Exception {
    try (BufferedReader output = training.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = output.lines().toList();
      assertThat(training.waitFor()).as("exit code").isZero();
      return lines;
    }
  }
}
