package dev.plateau.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.RunId;
import dev.plateau.trainer.checkpoint.Checkpoint;
import dev.plateau.trainer.checkpoint.CheckpointFolder;
import dev.plateau.trainer.checkpoint.RunPlan;
import dev.plateau.trainer.experiment.largesteps.diagonal.DiagonalExperiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.SavedTraining;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import dev.plateau.trainer.listener.RecordedRows;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/**
 * {@code plateau train --resume} on the files that a training left behind; nothing is published.
 */
@Timeout(60)
class ResumeTest {
  private static final RunId RUN = new RunId("mine");
  private static final long STEPS = 60;

  @TempDir Path temp;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private CheckpointFolder folder = new CheckpointFolder(Path.of("."));

  @BeforeEach
  void nameFolder() {
    folder = new CheckpointFolder(temp.resolve("kept"));
  }

  private int run(String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
    words.addAll(List.of("--mode", "disabled", "--checkpoints", folder.path().toString()));
    CommandLine commands = Main.commandLine();
    commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commands.execute(words.toArray(new String[0]));
  }

  /** A training whose process was killed after step 40; the file of the unbroken one is aside. */
  private void killed() throws IOException {
    String line =
        "train diagonal --run-id mine --seed 5 --steps %d rate=constant ntk-rank=every:20";
    assertThat(run(line.formatted(STEPS) + " --tags who=me --run-name Mine --checkpoint-every 20"))
        .as(err.toString())
        .isZero();
    RunPlan plan = folder.newest(RUN).plan();
    Files.move(folder.file(RUN), temp.resolve("unbroken"));
    folder.forget(RUN);
    DiagonalExperiment diagonal = new DiagonalExperiment();
    Settings settings = diagonal.settings().with("rate", "constant").with("ntk-rank", "every:20");
    ExperimentRun half = new ExperimentRun(5, STEPS, settings, new RecordedRows(), () -> false);
    try (Training training = diagonal.begin(half)) {
      for (long step = 0; step < 40; step++) {
        training.step(step);
        if (step % 20 == 19) {
          folder.write(new Checkpoint(plan, SavedTraining.of(training, step + 1)));
        }
      }
    }
    out.getBuffer().setLength(0);
  }

  @Test
  void killedTraining_resumed_endsInTheSameFileToTheByte() throws IOException {
    killed();
    assertThat(run("train --resume mine")).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith("run mine: diagonal, seed 5, 60 steps, resumed at step 40")
        .contains("run mine: 20 steps in")
        .doesNotContain("go on with");
    assertThat(Files.readAllBytes(folder.file(RUN)))
        .isEqualTo(Files.readAllBytes(temp.resolve("unbroken")));
  }

  @Test
  void sameThingsSaidAgain_areNoChange() throws IOException {
    killed();
    assertThat(run("train diagonal rate=constant --seed 5 --steps 60 --resume mine --run-id mine"))
        .as(err.toString())
        .isZero();
  }

  @Test
  void otherLabelsAndDistance_areTakenOver() throws IOException {
    killed();
    assertThat(run("train --resume mine --run-name Other --checkpoint-every 7")).isZero();
    Checkpoint end = folder.newest(RUN);
    assertThat(end.plan().name()).isEqualTo("Other");
    assertThat(end.plan().tags()).containsEntry("who", "me");
    assertThat(end.plan().every()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train --resume mine --steps 61           | with --steps '60', got '61'
          train --resume mine --seed 4             | with --seed '5', got '4'
          train --resume mine rate=decay-30        | with setting rate 'constant', got 'decay-30'
          train --resume mine --set rat=constant   | with setting rat '', got 'constant'
          train support-linear --resume mine       | with experiment 'diagonal', got 'support-linear'
          train --resume mine --run-id other       | run mine keeps its id, got --run-id other
          train --resume main                      | there is no checkpoint of run 'main' in
          train --resume main                      | did you mean 'mine'?
          """)
  void resumeOtherwise_isRefusedInOneSentence(String line, String sentence) throws IOException {
    killed();
    assertThat(run(line)).isEqualTo(2);
    assertThat(err.toString()).startsWith("plateau: ").contains(sentence);
    assertThat(err.toString().lines()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void runThatIsOver_saysSo() throws IOException {
    killed();
    assertThat(run("train --resume mine")).isZero();
    assertThat(run("train --resume mine")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("plateau: run mine is over: all of its 60 steps are made");
  }

  @Test
  void damagedFile_theOneBeforeIsTakenElseItIsNamed() throws IOException {
    killed();
    Files.write(folder.file(RUN), new byte[] {1, 2, 3});
    assertThat(run("train --resume mine")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("resumed at step 20");
    for (String ending : List.of("", "~")) {
      Files.write(Path.of(folder.file(RUN) + ending), new byte[] {1, 2, 3});
    }
    assertThat(run("train --resume mine")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "plateau: run mine cannot be resumed: " + folder.file(RUN) + " is no checkpoint");
  }

  /** Somebody who meant to resume would lose what is there. */
  @Test
  void newRunOverOneThatIsNotOver_isRefused() throws IOException {
    killed();
    assertThat(run("train diagonal --run-id mine --steps 9 --checkpoint-every 5")).isEqualTo(2);
    assertThat(err.toString()).contains("go on with --resume mine, or give another --run-id");
    assertThat(run("train --resume mine")).isZero();
    assertThat(run("train diagonal --run-id mine --steps 9 --checkpoint-every 5")).isZero();
    assertThat(folder.newest(RUN).training().steps()).isEqualTo(9);
  }

  @Test
  void folderThatCannotBeWritten_isRefusedBeforeTheFirstStep() throws IOException {
    folder = new CheckpointFolder(Files.createFile(temp.resolve("file")));
    assertThat(run("train diagonal --steps 9 --checkpoint-every 5")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("plateau: checkpoints cannot be written to " + folder.path());
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void withoutIt_nothingIsWritten() {
    assertThat(run("train diagonal --steps 9")).isZero();
    assertThat(folder.path()).doesNotExist();
  }
}
