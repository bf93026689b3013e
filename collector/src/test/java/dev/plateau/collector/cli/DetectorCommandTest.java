package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DetectorCommandTest {
  @TempDir private Path folder;
  private Path alarms;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void nameAlarms() {
    alarms = folder.resolve("alarms.json");
  }

  private int run(Object... args) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    String[] texts = new String[args.length + 2];
    texts[0] = "detector";
    texts[1] = "run";
    for (int i = 0; i < args.length; i++) {
      texts[i + 2] = args[i].toString();
    }
    return command.execute(texts);
  }

  private static Path traces() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(DetectorCommandTest.class.getResource("/traces")).toURI());
  }

  @Test
  void run_onTheGoldenTraces_writesExactlyTheReferencesAlarms()
      throws IOException, URISyntaxException {
    int exit = run(traces(), "--detector", "msr-1", "--alarms", alarms);

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(Files.readAllLines(alarms))
        .hasSizeGreaterThan(400)
        .isEqualTo(Files.readAllLines(traces().resolve("expected-alarms.json")));
    assertThat(out.toString()).contains("35 traces, ", ", 42 alarms: " + alarms);
  }

  @Test
  void run_withoutSuchFolder_saysSo() {
    Path missing = folder.resolve("missing");
    assertThat(run(missing, "--alarms", alarms)).isEqualTo(1);
    assertThat(err.toString().lines()).containsExactly("there is no folder " + missing);
    assertThat(alarms).doesNotExist();
  }

  @Test
  void run_onFolderWithoutTraces_saysSo() throws IOException {
    Files.writeString(folder.resolve("trace.csv"), "not zipped");
    assertThat(run(folder, "--alarms", alarms)).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly("there is no *.csv.gz file in the folder " + folder);
  }

  @Test
  void run_onMalformedTrace_namesItAndWritesNothing() throws IOException {
    Path trace = Files.writeString(folder.resolve("t.csv.gz"), "not gzip");
    assertThat(run(folder, "--alarms", alarms)).isEqualTo(1);
    assertThat(err.toString().lines()).containsExactly(trace + ", line 1: Not in GZIP format");
    assertThat(alarms).doesNotExist();
  }

  @Test
  void run_intoMissingFolder_saysSo() throws URISyntaxException {
    Path file = folder.resolve("missing").resolve("alarms.json");
    assertThat(run(traces(), "--alarms", file)).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly("cannot write " + file + ": there is no such folder");
  }

  @Test
  void run_withUnknownDetector_namesTheNearest() throws URISyntaxException {
    assertThat(run(traces(), "--detector", "msr1", "--alarms", alarms)).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "Invalid value for option '--detector': unknown detector 'msr1'; did you mean 'msr-1'?",
            "See 'plateau detector run --help'.");
  }

  @Test
  void run_withoutAlarmsFile_asksForIt() {
    assertThat(run(folder)).isEqualTo(2);
    assertThat(err.toString()).contains("--alarms=FILE").doesNotContain("\tat ");
  }

  @Test
  void run_withTheRuleForComparison_writesItsAlarms() throws IOException, URISyntaxException {
    assertThat(run(traces(), "--detector", "patience-1", "--alarms", alarms)).isZero();
    assertThat(Files.readAllLines(alarms))
        .isNotEqualTo(Files.readAllLines(traces().resolve("expected-alarms.json")));
    assertThat(out.toString()).contains("35 traces, ").doesNotContain(", 42 alarms: ");
  }
}
