package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.log.ArchiveWriter;
import dev.plateau.collector.log.MemoryRuns;
import dev.plateau.collector.run.Trainer;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunStarted;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that read a log read an archive just so, with no broker anywhere. */
class ArchivedCommandsTest {
  @TempDir static Path temp;
  private static Path archive;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void archiveRuns() throws IOException {
    MemoryRuns log = new MemoryRuns();
    for (String run : new String[] {"one", "two"}) {
      Trainer first = new Trainer(run, run.hashCode());
      log.add(first.next(new RunStarted("exp", "the-" + run, Map.of(), Map.of(), 0, 0, 0)));
      log.add(first.steps(0, 80, step -> Map.of("loss", 1.0)));
      Trainer second = new Trainer(run, run.hashCode() + 1L);
      log.add(second.next(new RunStarted("exp", "the-" + run, Map.of(), Map.of(), 0, 0, 50)));
      log.add(second.steps(50, 101, step -> Map.of("loss", 0.25, "ntk_rank", 7.0)));
      log.add(second.finished(RunFinished.Outcome.COMPLETED));
    }
    archive = temp.resolve("archive");
    ArchiveWriter writer = new ArchiveWriter(archive);
    writer.write(log, log.find("one"), done -> {});
    writer.write(log, log.find("two"), done -> {});
  }

  private int run(String... arguments) {
    CommandLine commands = Main.commandLine();
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    return commands.execute(arguments);
  }

  @Test
  void show_knowsAttemptsAndValues() {
    assertThat(run("show", "one", "--archive", archive.toString())).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("experiment exp")
        .contains("step 0 to 100")
        .contains("ntk_rank 7.0")
        .containsPattern("1 .* 0 to 79 +50 ");
  }

  @Test
  void compare_laysThemSideBySide() {
    assertThat(run("compare", "one", "two", "--archive", archive.toString()))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("#1  one").contains("#2  two").contains("0.2500");
  }

  @Test
  void runs_calledByTheirNames_areFound() throws IOException {
    String from = archive.toString();
    assertThat(run("show", "the-two", "--archive", from)).as(err.toString()).isZero();
    assertThat(run("verify", "the-two", "--archive", from)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("step 0 to 100").contains("1 run, 5 records");
    assertThat(run("tail", "the-one", "-n", "1", "--json", "--archive", from)).isZero();
    assertThat(out.toString()).contains("\"run\":\"one\"");
    String exported = temp.resolve("named").toString();
    List<String> export =
        List.of(
            "export", "the-one", "one", "--format", "csv", "--out", exported, "--archive", from);
    assertThat(run(export.toArray(new String[0]))).as(err.toString()).isZero();
    assertThat(temp.resolve("named")).isDirectoryContaining("glob:**/run=one");
  }

  @Test
  void compare_idAndNameOfTheSameRun_isItOnce() {
    assertThat(run("compare", "one", "the-two", "two", "--archive", archive.toString())).isZero();
    assertThat(out.toString()).contains("#1  ").contains("#2  ").doesNotContain("#3  ");
  }

  @Test
  void verify_findsThemIdentical() {
    assertThat(run("verify", "--all", "--archive", archive.toString())).as(err + "" + out).isZero();
    assertThat(out.toString()).contains("2 runs");
  }

  @Test
  void export_writesTheStepsThatCount() throws IOException {
    Path exported = temp.resolve("exported");
    assertThat(
            run(
                "export",
                "one",
                "--format",
                "csv",
                "--out",
                exported.toString(),
                "--archive",
                archive.toString()))
        .as(err.toString())
        .isZero();
    assertThat(Files.readAllLines(exported.resolve("run=one").resolve("part-00000.csv")))
        .hasSize(102)
        .filteredOn(line -> line.startsWith("50,"))
        .singleElement()
        .asString()
        .contains(",2,")
        .contains("0.25");
  }

  @Test
  void corruptFile_isOneSentenceAndExitCode1() throws IOException {
    Path copy = Files.createDirectories(temp.resolve("copy").resolve("run=two"));
    for (String file : new String[] {"run.json", "events.jsonl", "records"}) {
      Files.copy(archive.resolve("run=two").resolve(file), copy.resolve(file));
    }
    byte[] records = Files.readAllBytes(copy.resolve("records"));
    records[records.length / 2] ^= 4;
    Files.write(copy.resolve("records"), records);
    for (String verb : new String[] {"show", "verify", "compare"}) {
      out.getBuffer().setLength(0);
      err.getBuffer().setLength(0);
      assertThat(run(verb, "two", "--archive", temp.resolve("copy").toString()))
          .as(verb)
          .isEqualTo(1);
      assertThat(err.toString())
          .as(verb)
          .containsOnlyOnce("\n")
          .contains("The archive file " + copy.resolve("records") + " is corrupt: the checksum of");
    }
  }

  @Test
  void unknownRun_getsTheNearest() {
    assertThat(run("show", "onne", "--archive", archive.toString())).isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo("There is no run 'onne' in the archive " + archive + "; did you mean 'one'?");
  }
}
