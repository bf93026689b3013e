package dev.plateau.collector.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.collector.log.Plateau;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages and their index, of results made by hand. */
class FigurePageTest {
  private static final Extent FULL = new Extent(false, 10, Optional.empty(), Optional.empty());
  private static final Extent QUICK = new Extent(true, 3, Optional.empty(), Optional.empty());
  private static final Figure FIGURE = new TinyFigure("tiny-1", 500);

  @TempDir private Path folder;

  /** Curves by metric, the same of every run. */
  private static Results results(double... testLoss) {
    Map<String, Curve> curves = new HashMap<>();
    curves.put("loss", new Curve(new long[] {0, 499}, new double[] {2, 1}));
    curves.put("test_loss", new Curve(new long[] {0, 499}, testLoss));
    return new Results() {
      @Override
      public Curve curve(PlannedRun run, String metric) {
        return java.util.Objects.requireNonNull(curves.get(metric));
      }

      @Override
      public List<Plateau> plateaus(PlannedRun run) {
        return List.of();
      }

      @Override
      public Map<String, Double> lastByLayer(PlannedRun run, String metric) {
        return Map.of();
      }

      @Override
      public Map<String, Double> firstByLayer(PlannedRun run, String metric) {
        return Map.of();
      }
    };
  }

  /** As if no run were there. */
  private static Results missing() {
    return new Results() {
      @Override
      public Curve curve(PlannedRun run, String metric) {
        throw new MissingRunException("run x failed: no | memory");
      }

      @Override
      public List<Plateau> plateaus(PlannedRun run) {
        throw new MissingRunException("run x failed");
      }

      @Override
      public Map<String, Double> lastByLayer(PlannedRun run, String metric) {
        throw new MissingRunException("run x failed");
      }

      @Override
      public Map<String, Double> firstByLayer(PlannedRun run, String metric) {
        throw new MissingRunException("run x failed");
      }
    };
  }

  private String write(Figure figure, Extent extent, Results results) throws IOException {
    FigureReport report = FigureReport.of(figure, extent, results);
    FigurePage page =
        new FigurePage(
            extent, Optional.of((sheet, file) -> Files.writeString(file, sheet.caption())));
    return Files.readString(page.write(report, results, folder));
  }

  @Test
  void page_hasTableVerdictsPicturesAndCommands() throws IOException {
    assertThat(write(FIGURE, FULL, results(0.5, 0.1)))
        .isEqualTo(
            """
            <!-- Written by plateau reproduce; do not edit. Met 2 of 3, in full. -->
            # tiny-1: the loss | falls

            **[L]** Fig. 0: Andriushchenko, Varre, Pillaud-Vivien, Flammarion (2023), SGD with \
            Large Step Sizes Learns Sparse Features.

            The first steps only.

            | | published | asked for, and why | here | verdict |
            |---|---|---|---|---|
            | last step \\|t\\| | 100000 | 499: as planned | 499 | met |
            | test loss at the start > at the end | falls | it learns | 0.5, 0.1 | met |
            | test loss, end | 3.5e-3 | at most -1: asked in vain: no loss is below 0 | 0.1 | \
            **not met** |

            ![The loss of one run.](tiny-1.svg)

            The loss of [one] run.

            ![Once more.](tiny-1-again.svg)

            Once more.

            ## How it was run

            `./plateau reproduce --figure tiny-1` trained 2 runs of `diagonal`, 1,000 steps \
            together, in full, up to 1 trajectory of a setting.

            ```sh
            ./plateau train diagonal --seed 0 --steps 500 --set rate=constant
            ./plateau train diagonal --seed 1 --steps 500 --set rate=decay-30
            ```
            """);
    assertThat(folder.resolve("tiny-1.svg")).hasContent("The loss of [one] run.");
    assertThat(folder.resolve("tiny-1-again.svg")).hasContent("Once more.");
  }

  @Test
  void page_writtenTwice_isTheSame() throws IOException {
    assertThat(write(FIGURE, FULL, results(0.5, 0.1)))
        .isEqualTo(write(FIGURE, FULL, results(0.5, 0.1)));
  }

  @Test
  void page_ofMissingRuns_saysWhyInEveryRow() throws IOException {
    String page = write(FIGURE, FULL, missing());
    assertThat(page).contains("Met 0 of 3");
    assertThat(page.lines().filter(line -> line.startsWith("| ")).skip(1))
        .hasSize(3)
        .allMatch(line -> line.endsWith("| | not run: run x failed: no \\| memory |"));
    assertThat(page).contains("More is not drawn: run x failed: no | memory.").doesNotContain("![");
  }

  @Test
  void command_saysWhatDiffersFromTheDefault() throws IOException {
    assertThat(write(FIGURE, QUICK, results(0.5, 0.1)))
        .contains("Met 2 of 3, quick.")
        .contains("`./plateau reproduce --figure tiny-1 --quick --trajectories 3`");
  }

  @Test
  void report_tellsOfWhatIsNotMetAndNotRun() {
    assertThat(FigureReport.of(FIGURE, FULL, results(0.1, 0.5)).shortfalls())
        .containsExactly(
            "not met: test loss at the start > at the end: published falls, asked for it learns,"
                + " here 0.1, 0.5",
            "not met: test loss, end: published 3.5e-3, asked for at most -1: asked in vain: no"
                + " loss is below 0, here 0.5");
    FigureReport notRun = FigureReport.of(FIGURE, FULL, missing());
    assertThat(notRun.isMet()).isFalse();
    assertThat(notRun.shortfalls())
        .hasSize(3)
        .allMatch(line -> line.startsWith("not run: ") && line.endsWith("no | memory"));
  }

  @Test
  void nanLevel_isNotMet() {
    FigureReport report = FigureReport.of(FIGURE, FULL, results(0.5, Double.NaN));
    assertThat(report.met()).isEqualTo(1);
    assertThat(report.shortfalls().get(1)).endsWith("here NaN");
  }

  @Test
  void index_keepsPagesOfEarlierTimes_andListsFiguresWithoutOne() throws IOException {
    Figure second = new TinyFigure("tiny-2", 500);
    FigureIndex index = new FigureIndex(List.of(FIGURE, second, new TinyFigure("tiny-3", 700)));
    write(FIGURE, FULL, results(0.5, 0.1));
    assertThat(Files.readString(index.write(folder)))
        .contains("| [tiny-1](tiny-1.md) | Fig. 0 | the loss \\| falls | 2 of 3 | in full |\n")
        .contains("| tiny-2 | Fig. 0 | the loss \\| falls | | not run |\n");
    write(second, QUICK, results(0.1, 0.5));
    assertThat(Files.readString(index.write(folder)))
        .contains("| [tiny-1](tiny-1.md) | Fig. 0 | the loss \\| falls | 2 of 3 | in full |\n")
        .contains("| [tiny-2](tiny-2.md) | Fig. 0 | the loss \\| falls | 1 of 3 | quick |\n")
        .contains("| tiny-3 | Fig. 0 | the loss \\| falls | | not run |\n")
        .contains("`./plateau reproduce --paper large-steps`")
        .doesNotContain("--paper support");
  }

  @Test
  void pageOfOtherMaking_isNotCounted() throws IOException {
    Files.writeString(folder.resolve("tiny-1.md"), "# my own notes\n");
    assertThat(new FigureIndex(List.of(FIGURE)).text(folder)).contains("| tiny-1 | ");
  }

  /** The figure with a table. */
  private record WithTable(Figure figure) implements Figure {
    @Override
    public FigureWords words() {
      return figure.words();
    }

    @Override
    public List<PlannedRun> runs(Extent extent) {
      return figure.runs(extent);
    }

    @Override
    public List<Expectation> expectations(Extent extent) {
      return figure.expectations(extent);
    }

    @Override
    public List<Table> tables(Extent extent, Results results) {
      String last = Double.toString(results.curve(runs(extent).get(0), "loss").last());
      return List.of(
          new Table("What came:", List.of("run", "loss"), List.of(List.of("a|b", last))));
    }

    @Override
    public List<Sheet> sheets(Extent extent, Results results) {
      return List.of();
    }
  }

  @Test
  void tables_standBelowTheVerdicts() throws IOException {
    assertThat(write(new WithTable(FIGURE), FULL, results(0.5, 0.1)))
        .contains(
            """
            **not met** |

            What came:

            | run | loss |
            |---|---|
            | a\\|b | 1.0 |

            ## How\
            """);
    assertThat(write(new WithTable(FIGURE), FULL, missing()))
        .contains("More is not told: run x failed: no | memory.\n\n##");
  }

  @Test
  void tableRow_ofTooFewCells_isRefused() {
    assertThatThrownBy(() -> new Table("", List.of("a", "b"), List.of(List.of("1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row must have 2 cells, got [1]");
  }
}
