package dev.plateau.collector.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script on machines that lack something. */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("../plateau").toAbsolutePath().normalize();

  /** All that the PATH has: what every system has, and no Java. */
  @TempDir Path tools;

  private record Ended(int code, String printed) {}

  @BeforeEach
  void putTools() throws IOException {
    for (String tool : new String[] {"cat", "dirname", "head", "ls", "readlink", "sed"}) {
      Path folder =
          Files.isExecutable(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin") : Path.of("/bin");
      put(tool, "exec " + folder.resolve(tool) + " \"$@\"");
    }
  }

  private void put(String tool, String line) throws IOException {
    Path file = tools.resolve(tool);
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Ended launch(Map<String, String> environment, String... verb) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString()).redirectErrorStream(true);
    builder.command().addAll(List.of(verb));
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), printed.strip());
  }

  @Test
  void machineWithoutJava_isToldWhatToInstall() throws Exception {
    Ended ended = launch(Map.of(), "demo");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.printed())
        .startsWith("plateau: found no Java. Install a JDK 17")
        .hasLineCount(1);
  }

  @Test
  void javaHomeWithoutJava_isNamed() throws Exception {
    Ended ended = launch(Map.of("JAVA_HOME", "/nowhere"), "runs");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.printed()).startsWith("plateau: JAVA_HOME is /nowhere").hasLineCount(1);
  }

  @Test
  void javaThatIsTooOld_isNamedWithItsVersion() throws Exception {
    put("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
    Ended ended = launch(Map.of(), "demo");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.printed()).contains("is Java 11. Install a JDK 17").hasLineCount(1);
  }

  @Test
  void installationOfOneApplication_startsItAndMissesTheOther(@TempDir Path home) throws Exception {
    Files.createFile(Files.createDirectories(home.resolve("trainer/lib")).resolve("trainer-1.jar"));
    put("java", "[ \"$1\" = -version ] && echo ' version \"17\"' >&2 || echo \"$@\"");
    Map<String, String> environment = Map.of("PLATEAU_HOME", home.toString());

    Ended train = launch(environment, "train", "diagonal");
    assertThat(train.code()).as(train.printed()).isZero();
    assertThat(train.printed())
        .endsWith("/trainer/lib/* dev.plateau.trainer.cli.Main train diagonal");

    Ended collect = launch(environment, "collect");
    assertThat(collect.code()).isEqualTo(1);
    assertThat(collect.printed())
        .startsWith("plateau: " + home + " has no collector/lib")
        .hasLineCount(1);
  }

  @Test
  void unknownVerb_isNotUnderstood() throws Exception {
    Ended ended = launch(Map.of(), "frob");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.printed()).contains("'frob'").hasLineCount(1);
  }
}
