package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.Condition;
import dev.plateau.collector.Launched;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Order;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import dev.plateau.collector.reproduce.TinyFigure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures from real trainers, through a real broker and collector. */
class ReproduceIT {
  /** Real figures that take seconds. */
  private static final Set<String> CHEAP = Set.of("support-4", "support-9");

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path temp;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** A figure whose trainer does not understand its setting. */
  private static final class BrokenFigure implements Figure {
    @Override
    public FigureWords words() {
      return new FigureWords(Paper.LARGE_STEPS, "broken-1", "Fig. 0", "nothing", "");
    }

    @Override
    public List<PlannedRun> runs(Extent extent) {
      return List.of(PlannedRun.of("diagonal", 0, 10, "rate", "enormous"));
    }

    @Override
    public List<Expectation> expectations(Extent extent) {
      return List.of(
          new Order(
              "loss",
              "",
              "",
              results -> List.of(results.curve(runs(extent).get(0), "loss").last())));
    }

    @Override
    public List<Sheet> sheets(Extent extent, Results results) {
      return List.of();
    }
  }

  @BeforeAll
  static void requireJars() throws IOException {
    Launched.requireJars();
  }

  @AfterEach
  void endWhatIsLeft() {
    trainers().forEach(ProcessHandle::destroyForcibly);
  }

  private int reproduce(CompletableFuture<?> stop, Figure... figures) throws Exception {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Reproduction.Request request =
        new Reproduction.Request(
            List.of(figures),
            List.of(figures),
            new Extent(true, 1, Optional.empty(), Optional.empty()),
            temp.resolve("pages"),
            Optional.of(temp.resolve("runs")),
            2,
            0,
            HOME,
            Optional.of((sheet, file) -> Files.writeString(file, "<svg/>")));
    return new Reproduction(request, new PrintWriter(out), new PrintWriter(err), stop).run();
  }

  private List<Path> outputs() throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("runs/trainers"))) {
      return files.toList();
    }
  }

  @Test
  void figures_areTrainedCheckedAndWritten_andFinishedRunsAreNotTrainedAgain() throws Exception {
    Figure first = new TinyFigure("tiny-1", 2000);
    Figure second = new TinyFigure("tiny-2", 2000);
    CompletableFuture<?> never = new CompletableFuture<>();
    assertThat(reproduce(never, first, second, new BrokenFigure())).isEqualTo(1);

    assertThat(err.toString())
        .contains("3 figures, 3 runs; about ")
        .contains("metrics http://127.0.0.1:")
        .contains("3 of 3 runs")
        .contains("diagonal rate=constant seed 0: done")
        .contains("diagonal rate=enormous seed 0: failed: the trainer ended with exit code 2");
    assertThat(out.toString())
        .contains("tiny-1: 2 of 3 met, ")
        .contains("tiny-2: 2 of 3 met, ")
        .contains("broken-1: 0 of 1 met, ")
        .contains("not run: loss: run diagonal-")
        .contains("not all expectations were met");
    String page = Files.readString(temp.resolve("pages/tiny-1.md"));
    assertThat(page)
        .contains("| last step \\|t\\| | 100000 | 1999: as planned | 1999 | met |")
        .contains("](tiny-1-again.svg)");
    assertThat(temp.resolve("pages/tiny-2.svg")).exists();
    assertThat(temp.resolve("pages/README.md")).content().contains("[broken-1](broken-1.md)");

    for (Path output : outputs()) {
      Files.delete(output);
    }
    assertThat(reproduce(never, first, second)).isEqualTo(1);
    assertThat(err.toString()).contains("2 figures, 2 runs, 2 of them kept from before");
    assertThat(outputs()).as("no trainer was started").isEmpty();
    assertThat(temp.resolve("pages/tiny-1.md")).hasContent(page);
  }

  @Test
  void reproductionThatIsStopped_endsItsTrainers_andGoesOnTheNextTime() throws Exception {
    Figure soon = new TinyFigure("tiny-1", 2000);
    assertThat(reproduce(new CompletableFuture<>(), soon)).isEqualTo(1);

    CompletableFuture<Object> stop = new CompletableFuture<>();
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return reproduce(stop, soon, new TinyFigure("tiny-2", 50_000_000));
              } catch (Exception e) {
                throw new CompletionException(e);
              }
            });
    Condition.await("two trainers more", () -> code.isDone() || trainers().size() == 2);
    List<ProcessHandle> trainers = trainers();
    stop.complete(0);
    assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(trainers).hasSize(2).noneMatch(ProcessHandle::isAlive);
    assertThat(err.toString())
        .contains("stopping the trainers ...", "stopped with 2 of 4 runs finished");
    assertThat(temp.resolve("pages/tiny-2.md")).doesNotExist();
  }

  private static List<ProcessHandle> trainers() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("trainer.cli.Main train"))
        .toList();
  }

  static List<String> cheapFigures() {
    return Figures.all().stream().map(Figure::id).filter(CHEAP::contains).toList();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cheapFigures")
  void realFigure_meetsItsExpectations(String id) throws Exception {
    try (Launched reproduce =
        Launched.start(
            temp.resolve("printed"),
            "",
            "reproduce",
            "--figure",
            id,
            "--quick",
            "--port",
            "0",
            "--out",
            temp.resolve("pages").toString())) {
      assertThat(reproduce.await()).as(reproduce.printed()).isZero();
      assertThat(temp.resolve("pages").resolve(id + ".md")).exists();
    }
  }
}
