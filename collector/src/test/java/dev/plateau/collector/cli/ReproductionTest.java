package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.collector.reproduce.Drawing;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.Sheet;
import dev.plateau.collector.reproduce.TinyFigure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked before anything is started. */
class ReproductionTest {
  /** A drawing on a machine without fonts. */
  private static final Drawing WITHOUT_FONTS =
      new Drawing() {
        @Override
        public void draw(Sheet sheet, Path file) {
          throw new AssertionError("nothing can be drawn");
        }

        @Override
        public void require() throws IOException {
          throw new IOException("Plots cannot be drawn: no fonts");
        }
      };

  @Test
  void machineThatCannotDraw_isToldSo_beforeAnyRun(@TempDir Path folder) {
    List<Figure> figures = List.of(new TinyFigure("tiny-1", 500));
    Path runs = folder.resolve("runs");
    StringWriter err = new StringWriter();
    Reproduction reproduction =
        new Reproduction(
            new Reproduction.Request(
                figures,
                figures,
                new Extent(true, 1, Optional.empty(), Optional.empty()),
                folder.resolve("pages"),
                Optional.of(runs),
                1,
                0,
                folder,
                Optional.of(WITHOUT_FONTS)),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            new CompletableFuture<>());
    assertThatThrownBy(reproduction::run)
        .isInstanceOf(IOException.class)
        .hasMessage("Plots cannot be drawn: no fonts");
    assertThat(runs).doesNotExist();
    assertThat(err.toString()).isEmpty();
  }
}
