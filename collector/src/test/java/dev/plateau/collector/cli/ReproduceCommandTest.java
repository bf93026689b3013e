package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.TinyFigure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is asked of the command, before anything is run. */
class ReproduceCommandTest {
  private static final List<Figure> FIGURES =
      List.of(new TinyFigure("tiny-1", 30_000), new TinyFigure("tiny-2", 2_000_000));

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... arguments) {
    return new CommandLine(new ReproduceCommand(FIGURES, Optional.empty()))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private void assertRefused(String sentence, String... arguments) {
    assertThat(execute(arguments)).isEqualTo(2);
    assertThat(err.toString().lines().findFirst()).hasValue(sentence);
    err.getBuffer().setLength(0);
  }

  @Test
  void noChoice_listsAllFiguresWithTheirCost() {
    assertThat(execute()).isZero();
    assertThat(out.toString().lines())
        .startsWith(
            "FIGURE  PLACE       COST   SHOWS",
            "tiny-1  [L] Fig. 0  11 s   the loss | falls",
            "tiny-2  [L] Fig. 0  5 min  the loss | falls");
  }

  @Test
  void list_withAChoice_listsThatOnly() {
    assertThat(execute("--list", "--figure", "tiny-2", "--quick")).isZero();
    assertThat(out.toString()).contains("QUICK", "tiny-2").doesNotContain("tiny-1");
  }

  @Test
  void severalChoices_areRefused() {
    assertRefused(
        "give one of --figure, --paper and --all, got --figure and --all",
        "--all",
        "--figure",
        "tiny-1");
  }

  @Test
  void unknownNames_areAnsweredWithTheNearest() {
    assertRefused(
        "--figure: there is no figure 'tiny-7'; did you mean tiny-1 or tiny-2?",
        "--figure",
        "tiny-1",
        "tiny-7");
    assertRefused(
        "--figure: there is no figure 'x'; 'plateau reproduce --list' lists them", "--figure", "x");
    assertRefused(
        "--paper: there is no paper 'suport'; did you mean 'support'?", "--paper", "suport");
  }

  @Test
  void valuesOutOfRange_andMissingFolders_areRefused(@TempDir Path folder) {
    assertRefused("--jobs must be >= 1, got 0", "--all", "--jobs", "0");
    assertRefused("--trajectories must be >= 1, got -2", "--all", "--trajectories", "-2");
    Path nowhere = folder.resolve("nowhere");
    assertRefused("--data: there is no folder " + nowhere, "--all", "--data", "" + nowhere);
    assertRefused("--features: there is no folder " + nowhere, "--features", "" + nowhere);
  }

  @Test
  void roughTimes_areReadable() {
    assertThat(
            List.of(RoughTime.of(0.2), RoughTime.of(89.6), RoughTime.of(150), RoughTime.of(9000)))
        .containsExactly("1 s", "90 s", "3 min", "2 h 30 min");
    assertThat(RoughTime.of(3 * 3600)).isEqualTo("3 h");
  }
}
