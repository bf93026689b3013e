package dev.plateau.collector.reproduce.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Plot.Axis;
import dev.plateau.collector.reproduce.Plot.Line;
import dev.plateau.collector.reproduce.Sheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What is in the file, not how it looks. */
class SheetPictureTest {
  private static final Axis X = Axis.linear("step");
  private static final Axis Y = Axis.linear("loss");
  private static final String BRIGHTEST = "rgb(253,231,37)";
  private static final String DARKEST = "rgb(68,1,84)";
  private static final String BARS = "rgb(70,130,180)";

  @TempDir Path folder;

  private static Plot.Lines lines(Axis x, Axis y, Line... lines) {
    return new Plot.Lines("title", x, y, List.of(lines));
  }

  private static Plot.Histogram histogram(int bins, boolean isLog, Double... values) {
    return new Plot.Histogram("spectrum", "singular value", List.of(values), bins, isLog);
  }

  @Test
  void lines_areAPathEach_withTheirNamesAndLabels() throws IOException {
    DrawnSvg svg =
        DrawnSvg.of(
            folder,
            1,
            lines(
                X,
                Y,
                Line.of("GD", List.of(0.0, 1.0, 2.0), List.of(3.0, 2.0, 1.0)),
                Line.of("SGD <1 & \"2\"", List.of(0.0, 1.0), List.of(1.0, 3.0))));
    assertThat(svg.lines()).hasSize(2);
    assertThat(svg.lines().get(0).get(0)).hasSize(3);
    assertThat(svg.lines().get(1).get(0)).hasSize(2);
    assertThat(svg.labels()).contains("title", "step", "loss", "GD", "SGD <1 & \"2\"");
    assertThat(svg.bands()).as("no bands").isEmpty();
    assertThat(svg.painted("title").get(0).getTextContent()).isEqualTo("A caption");
  }

  @Test
  void pixels_ofALine_areWhereItsNumbersAre() throws IOException {
    Line line = Line.of("", List.of(1.0, 10.0, 1000.0), List.of(0.0, 1.0, 4.0));
    List<double[]> drawn =
        DrawnSvg.of(folder, 1, lines(Axis.log("step"), Y, line)).lines().get(0).get(0);
    double decade = drawn.get(1)[0] - drawn.get(0)[0];
    assertThat(drawn.get(2)[0] - drawn.get(1)[0]).isCloseTo(2 * decade, within(0.05));
    double unit = drawn.get(0)[1] - drawn.get(1)[1];
    assertThat(unit).as("up").isPositive();
    assertThat(drawn.get(1)[1] - drawn.get(2)[1]).isCloseTo(3 * unit, within(0.05));
  }

  @Test
  void nan_leavesAGap_andWhatIsNotAboveZeroIsLeftOutOfLogAxes() throws IOException {
    List<Double> x = List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);
    List<Double> y = List.of(1.0, 2.0, Double.NaN, 3.0, 0.0, Double.POSITIVE_INFINITY);
    DrawnSvg linear = DrawnSvg.of(folder, 1, lines(X, Y, Line.of("", x, y)));
    assertThat(linear.lines().get(0)).hasSize(2);
    assertThat(linear.lines().get(0).get(0)).hasSize(2);
    assertThat(linear.lines().get(0).get(1)).hasSize(2);
    DrawnSvg log = DrawnSvg.of(folder, 1, lines(Axis.log("x"), Axis.log("y"), Line.of("", x, y)));
    assertThat(log.dots()).as("dots of the two points that are alone").hasSize(2);
    assertThat(linear.dots()).isEmpty();
  }

  @Test
  void logAxes_haveTicksAtTheDecades() throws IOException {
    List<Double> x = List.of(1.0, 10.0, 200_000.0);
    DrawnSvg svg =
        DrawnSvg.of(
            folder,
            1,
            lines(Axis.log("step"), Axis.log("norm"), Line.of("", x, List.of(2e-3, 5.0, 2.0))));
    assertThat(svg.labels())
        .contains("10⁰", "10¹", "10²", "10³", "10⁴", "10⁵", "10⁻²", "10⁻¹")
        .doesNotContain("10⁶", "10⁻³");
    List<Double> marks = svg.marksAcross(4);
    assertThat(marks).hasSize(6);
    List<double[]> line = svg.lines().get(0).get(0);
    assertThat(marks.get(0)).as("10⁰ is where x = 1 is").isCloseTo(line.get(0)[0], within(0.02));
    assertThat(marks.get(1)).isCloseTo(line.get(1)[0], within(0.02));
    for (int i = 2; i < 6; i++) {
      assertThat(marks.get(i) - marks.get(i - 1))
          .isCloseTo(marks.get(1) - marks.get(0), within(0.02));
    }
    assertThat(svg.marksAcross(2)).as("2 to 9 of each decade").hasSizeGreaterThan(5 * 8);
  }

  /** A margin below them is 0, which has no logarithm. */
  @Test
  void logAxis_numbersAtTheEndsOfDoubles_areDrawn() throws IOException {
    List<Double> y = List.of(Double.MIN_VALUE, 1.0, Double.MAX_VALUE);
    DrawnSvg svg =
        DrawnSvg.of(folder, 1, lines(X, Axis.log("loss"), Line.of("", List.of(0.0, 1.0, 2.0), y)));
    assertThat(svg.lines()).hasSize(1);
    assertThat(svg.labels()).contains("10⁰");
  }

  @Test
  void logAxis_withinADecade_hasPlainNumbers() throws IOException {
    DrawnSvg svg =
        DrawnSvg.of(
            folder,
            1,
            lines(
                Axis.log("step"),
                Axis.log("norm"),
                Line.of("", List.of(3.0, 60.0), List.of(0.0021, 0.0024))));
    assertThat(svg.labels()).contains("5", "10", "20", "50").contains("0.0021", "0.0022");
  }

  @Test
  void axisOfManyDecades_labelsAsManyAsFit() throws IOException {
    DrawnSvg svg =
        DrawnSvg.of(
            folder,
            1,
            lines(X, Axis.log("norm"), Line.of("", List.of(0.0, 1.0), List.of(1e-40, 1.0))));
    assertThat(svg.labels().stream().filter(label -> label.startsWith("10")).count())
        .isBetween(6L, 22L);
  }

  @Test
  void band_isAFilledPathAPart_behindItsLine() throws IOException {
    List<Double> x = List.of(1.0, 2.0, 3.0, 4.0, 5.0);
    Line line =
        new Line(
            "median",
            x,
            List.of(2.0, 2.0, 2.0, 2.0, 2.0),
            List.of(1.0, 1.0, Double.NaN, 1.0, 1.0),
            List.of(3.0, 3.0, 3.0, 3.0, 9.0),
            false);
    DrawnSvg svg = DrawnSvg.of(folder, 1, lines(X, Y, line));
    assertThat(svg.bands()).hasSize(2);
    assertThat(Double.parseDouble(DrawnSvg.inherited(svg.bands().get(0), "fill-opacity")))
        .isBetween(0.1, 0.3);
    List<Element> paths = svg.painted("path");
    assertThat(paths.indexOf(svg.bands().get(1)))
        .isLessThan(
            paths.indexOf(
                paths.stream()
                    .filter(path -> path.getAttribute("fill").equals("none"))
                    .findFirst()
                    .orElseThrow()));
    assertThat(svg.labels()).as("the range has the band in it").contains("9");
  }

  @Test
  void marks_areDashedUprightLinesOfTheirLinesColour() throws IOException {
    Line line = Line.of("", List.of(0.0, 10.0), List.of(1.0, 2.0));
    Plot.Lines plain = lines(X, Y, line, Line.of("", List.of(0.0, 10.0), List.of(2.0, 1.0)));
    Plot.Lines marked =
        new Plot.Lines("title", X, Y, plain.lines(), List.of(new Plot.Mark(2.5, 1)));
    assertThat(dashed(DrawnSvg.of(folder, 1, plain))).isEmpty();
    DrawnSvg svg = DrawnSvg.of(folder, 1, marked);
    assertThat(dashed(svg)).hasSize(1);
    Element mark = dashed(svg).get(0);
    List<double[]> drawn = svg.lines().get(0).get(0);
    double quarter = drawn.get(0)[0] + (drawn.get(1)[0] - drawn.get(0)[0]) / 4;
    assertThat(DrawnSvg.number(mark, "x1")).isCloseTo(quarter, within(0.05));
    assertThat(DrawnSvg.number(mark, "x2")).isEqualTo(DrawnSvg.number(mark, "x1"));
    assertThat(Math.abs(DrawnSvg.number(mark, "y1") - DrawnSvg.number(mark, "y2")))
        .isGreaterThan(200);
    assertThat(DrawnSvg.inherited(mark, "stroke")).isEqualTo("rgb(255,161,26)");
  }

  /** Axes are as wide as they are without a mark that lies beyond. */
  @Test
  void markBeyondTheLines_isNotDrawn() throws IOException {
    Line line = Line.of("", List.of(0.0, 10.0), List.of(1.0, 2.0));
    Plot.Lines marked = new Plot.Lines("title", X, Y, List.of(line), List.of(new Plot.Mark(50, 0)));
    DrawnSvg svg = DrawnSvg.of(folder, 1, marked);
    assertThat(dashed(svg)).isEmpty();
    assertThat(svg.text()).isEqualTo(DrawnSvg.of(folder, 1, lines(X, Y, line)).text());
  }

  private static List<Element> dashed(DrawnSvg svg) {
    return svg.painted("line").stream()
        .filter(element -> !DrawnSvg.inherited(element, "stroke-dasharray").equals("none"))
        .filter(element -> !DrawnSvg.inherited(element, "stroke-dasharray").isEmpty())
        .toList();
  }

  @Test
  void axisWithin_showsThatAndNoMore() throws IOException {
    Line line = Line.of("", List.of(0.0, 1.0, 2.0), List.of(1e-30, 1e-2, 1.0));
    DrawnSvg whole = DrawnSvg.of(folder, 1, lines(X, Axis.log("loss"), line));
    assertThat(whole.labels()).contains("10⁻³⁰");
    DrawnSvg svg = DrawnSvg.of(folder, 1, lines(X, Axis.log("loss").within(1e-5, 10), line));
    assertThat(svg.labels()).contains("10⁻⁵", "10⁻²", "10¹").doesNotContain("10⁻⁶", "10⁻³⁰", "10²");
    List<double[]> drawn = svg.lines().get(0).get(0);
    double decade = (drawn.get(1)[1] - drawn.get(2)[1]) / 2;
    assertThat(drawn.get(0)[1] - drawn.get(1)[1])
        .as("pixels to what has left the plot")
        .isCloseTo(28 * decade, within(0.5));
  }

  @Test
  void axisWithin_nothingOrNoLogarithm_isRefused() {
    assertThatThrownBy(() -> X.within(2, 2))
        .hasMessage("an axis must end above its beginning, got 2.0 to 2.0");
    assertThatThrownBy(() -> Axis.log("loss").within(0, 1))
        .hasMessage("logarithmic axis 'loss' must begin above 0, got 0.0");
  }

  @Test
  void dots_areCirclesWithoutALine() throws IOException {
    DrawnSvg svg =
        DrawnSvg.of(
            folder, 1, lines(X, Y, Line.dots("", List.of(1.0, 2.0, 3.0), List.of(1.0, 5.0, 2.0))));
    assertThat(svg.dots()).hasSize(3);
    assertThat(svg.lines()).isEmpty();
  }

  @Test
  void emptyAndOnePointLines_areDrawn() throws IOException {
    DrawnSvg svg =
        DrawnSvg.of(
            folder,
            2,
            lines(X, Y, Line.of("none", List.of(), List.of()), Line.of("", List.of(), List.of())),
            lines(Axis.log("step"), Axis.log("norm")),
            lines(X, Axis.log("norm"), Line.of("one", List.of(7.0), List.of(0.5))),
            lines(X, Y, Line.of("", List.of(1.0, 2.0), List.of(Double.NaN, Double.NaN))));
    assertThat(svg.dots()).as("its own and the one in its legend").hasSize(2);
    assertThat(svg.labels()).contains("none", "one");
  }

  @Test
  void longCurve_isASmallFile_withItsSpikes() throws IOException {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      x.add((double) i);
      y.add(i == 123_456 ? 1000.0 : i % 7.0);
    }
    DrawnSvg svg = DrawnSvg.of(folder, 1, lines(X, Y, Line.of("", x, y)));
    assertThat(svg.text().length()).isLessThan(60_000);
    List<double[]> line = svg.lines().get(0).get(0);
    double top = line.stream().mapToDouble(point -> point[1]).min().orElseThrow();
    double usual = line.get(0)[1];
    assertThat(usual - top).as("pixels of the spike").isGreaterThan(300);
  }

  @Test
  void imageCells_areSquaresBrightestWhereTheMaximumIs() throws IOException {
    List<List<Double>> values = new ArrayList<>();
    for (int row = 0; row < 15; row++) {
      int at = row;
      values.add(
          IntStream.range(0, 15)
              .mapToObj(column -> at == 2 && column == 11 ? 9.0 : 0.1 * at)
              .toList());
    }
    DrawnSvg svg = DrawnSvg.of(folder, 1, new Plot.Image("W1", values, Plot.Palette.VIRIDIS));
    double cell = 19; // (300 − 12) / 15
    Map<String, List<double[]>> squares = svg.squares(cell);
    assertThat(squares.values().stream().mapToInt(List::size).sum()).isEqualTo(15 * 15);
    assertThat(squares.get(BRIGHTEST)).hasSize(1);
    assertThat(squares.get(DARKEST)).as("the first row").hasSize(15);
    double[] first = squares.getOrDefault(DARKEST, List.of()).get(0);
    assertThat(squares.getOrDefault(BRIGHTEST, List.of()).get(0))
        .containsExactly(first[0] + 11 * cell, first[1] + 2 * cell);
    assertThat(svg.text()).contains("shape-rendering=\"crispEdges\"");
    assertThat(svg.marksAcross(4)).as("no ticks").isEmpty();
    assertThat(svg.labels()).containsExactly("W1");
  }

  /** Cells of 72 pixels; the middle of the first column is 0 and that of the last 3. */
  @Test
  void overlay_isDrawnWhereItsNumbersAre_betweenTheMiddlesOfCells() throws IOException {
    List<List<Double>> values =
        IntStream.range(0, 4).mapToObj(row -> List.of(1.0, 2.0, 3.0, 4.0)).toList();
    Plot.Overlay overlay =
        new Plot.Overlay(
            new Plot.Shown(0, 3),
            new Plot.Shown(10, 40),
            List.of(
                Line.of("", List.of(0.0, 3.0), List.of(10.0, 40.0)),
                Line.dots("", List.of(1.0), List.of(20.0))));
    DrawnSvg svg =
        DrawnSvg.of(
            folder, 1, new Plot.Image("loss", values, Plot.Palette.VIRIDIS, Optional.of(overlay)));
    double[] first = svg.squares(72).getOrDefault(DARKEST, List.of()).get(0);
    Element line = overlaid(svg).get(0);
    assertThat(coordinates(line))
        .containsExactly(first[0] + 36, first[1] + 3.5 * 72, first[0] + 3.5 * 72, first[1] + 36);
    assertThat(DrawnSvg.inherited(line, "stroke")).isEqualTo("white");
    assertThat(DrawnSvg.inherited(overlaid(svg).get(1), "stroke")).isEqualTo("rgb(214,39,40)");
    Element dot = svg.filled("circle", "rgb(255,161,26)").get(0);
    assertThat(DrawnSvg.number(dot, "cx")).isEqualTo(first[0] + 1.5 * 72);
    assertThat(DrawnSvg.number(dot, "cy")).isEqualTo(first[1] + 2.5 * 72);
  }

  private static List<Element> overlaid(DrawnSvg svg) {
    return svg.painted("path").stream()
        .filter(path -> DrawnSvg.inherited(path, "fill").equals("none"))
        .toList();
  }

  /** Of a path's M and L, one after another. */
  private static List<Double> coordinates(Element path) {
    return Arrays.stream(path.getAttribute("d").split("[ML ]+"))
        .filter(part -> !part.isEmpty())
        .map(Double::valueOf)
        .toList();
  }

  @Test
  void imageOfEqualValues_isDark_andNanIsGrey() throws IOException {
    DrawnSvg svg =
        DrawnSvg.of(
            folder,
            1,
            new Plot.Image(
                "equal",
                List.of(List.of(2.0, 2.0), List.of(Double.NaN, 2.0)),
                Plot.Palette.VIRIDIS));
    assertThat(svg.squares(144)).containsOnlyKeys(DARKEST, "rgb(176,176,176)");
    assertThat(svg.squares(144).get(DARKEST)).hasSize(3);
  }

  @Test
  void histogram_hasABarABinThatIsNotEmpty() throws IOException {
    DrawnSvg svg = DrawnSvg.of(folder, 1, histogram(10, false, 0.0, 0.1, 0.2, 0.2, 5.0, 10.0));
    List<Element> bars = svg.filled("rect", BARS);
    assertThat(bars).hasSize(3);
    assertThat(DrawnSvg.number(bars.get(0), "height"))
        .as("counts 4 and 1")
        .isCloseTo(4 * DrawnSvg.number(bars.get(1), "height"), within(0.1));
    assertThat(svg.labels()).contains("spectrum", "singular value", "count");
  }

  @Test
  void histogramOfLogCounts_showsASingleCount() throws IOException {
    List<Double> values = new ArrayList<>(Collections.nCopies(1000, 0.0));
    values.add(1.0);
    DrawnSvg svg =
        DrawnSvg.of(folder, 1, new Plot.Histogram("spectrum", "value", values, 20, true));
    List<Element> bars = svg.filled("rect", BARS);
    assertThat(bars).hasSize(2);
    assertThat(bars).allMatch(bar -> DrawnSvg.number(bar, "height") > 10);
    assertThat(svg.labels()).contains("10⁰", "10¹", "10²", "10³");
  }

  @Test
  void histogramOfEqualValues_isOneBar() throws IOException {
    assertThat(DrawnSvg.of(folder, 1, histogram(5, false, 3.0, 3.0, 3.0)).filled("rect", BARS))
        .hasSize(1);
    assertThat(DrawnSvg.of(folder, 1, histogram(5, true)).filled("rect", BARS)).isEmpty();
  }

  @Test
  void histogram_saysHowManyAreNotFinite() throws IOException {
    DrawnSvg svg =
        DrawnSvg.of(folder, 1, histogram(5, true, 3.0, Double.NaN, Double.NEGATIVE_INFINITY, 4.0));
    assertThat(svg.labels()).contains("singular value (2 not finite)");
    assertThat(svg.filled("rect", BARS)).hasSize(2);
  }

  @Test
  void sheet_isAGridRowByRow() throws IOException {
    Plot[] plots =
        IntStream.range(0, 5)
            .mapToObj(i -> new Plot.Image("p" + i, List.of(List.of(0.0, 1.0)), Plot.Palette.MAGMA))
            .toArray(Plot[]::new);
    DrawnSvg svg = DrawnSvg.of(folder, 3, plots);
    double[] x = IntStream.range(0, 5).mapToDouble(i -> at(svg, i, "x")).toArray();
    double[] y = IntStream.range(0, 5).mapToDouble(i -> at(svg, i, "y")).toArray();
    assertThat(x[1] - x[0]).isCloseTo(x[2] - x[1], within(0.01)).isGreaterThan(100);
    assertThat(x[3]).isEqualTo(x[0]);
    assertThat(y[1]).isEqualTo(y[0]);
    assertThat(y[3]).isEqualTo(y[4]).isGreaterThan(y[0] + 100);
    assertThat(svg.root().getAttribute("viewBox"))
        .isEqualTo(
            "0 0 %s %s"
                .formatted(svg.root().getAttribute("width"), svg.root().getAttribute("height")));
  }

  private static double at(DrawnSvg svg, int plot, String attribute) {
    return DrawnSvg.number(svg.label("p" + plot), attribute);
  }

  @Test
  void longTitles_areSmaller_notCut() throws IOException {
    String longTitle = "SGD with batches of 512 and a weight decay of 0.1";
    List<List<Double>> values = List.of(List.of(0.0, 1.0));
    DrawnSvg svg =
        DrawnSvg.of(
            folder,
            1,
            new Plot.Image(longTitle, values, Plot.Palette.MAGMA),
            new Plot.Image("GD", values, Plot.Palette.MAGMA));
    assertThat(DrawnSvg.number(svg.label(longTitle), "x")).isGreaterThan(0);
    assertThat(DrawnSvg.inherited(svg.label("GD"), "font-size")).isEqualTo("14px");
    assertThat(DrawnSvg.inherited(svg.label(longTitle), "font-size")).isNotEqualTo("14px");
  }

  @Test
  void texts_haveAGenericFont_andAlsoThoseUpright() throws IOException {
    DrawnSvg svg = DrawnSvg.of(folder, 1, lines(X, Y, Line.of("", List.of(1.0), List.of(1.0))));
    assertThat(svg.painted("text"))
        .isNotEmpty()
        .allMatch(text -> DrawnSvg.inherited(text, "font-family").equals("sans-serif"));
    assertThat(svg.text()).doesNotContain("Dialog").doesNotContain("DOCTYPE");
    assertThat(svg.labels()).contains("loss");
  }

  @Test
  void sameSheet_givesTheSameBytes_inAnyLocale() throws IOException {
    Plot[] plots = {
      lines(X, Axis.log("y"), Line.of("a", List.of(0.25, 1.5), List.of(0.5, 2.0))),
      histogram(5, true, 1.0, 2.5, 2.0),
      new Plot.Image("W1", List.of(List.of(1.0, 2.0)), Plot.Palette.MAGMA)
    };
    String first = DrawnSvg.of(folder, 2, plots).text();
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(DrawnSvg.of(folder, 2, plots).text()).isEqualTo(first);
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void whatDoesNotFit_isRefusedByName() {
    Path file = folder.resolve("sheet.svg");
    assertThatThrownBy(() -> SheetPicture.write(new Sheet("s", "", 0, List.of()), file))
        .hasMessage("sheet 's' must have a plot and a column at least, got 0 plots in 0 columns");
    assertThatThrownBy(
            () -> DrawnSvg.of(folder, 1, lines(X, Y, Line.of("a", List.of(1.0), List.of()))))
        .hasMessage("line 'a' must have as many x as y, got 1 x and 0 y");
    assertThatThrownBy(
            () ->
                DrawnSvg.of(
                    folder,
                    1,
                    lines(
                        X,
                        Y,
                        new Line("a", List.of(1.0), List.of(1.0), List.of(1.0), List.of(), false))))
        .hasMessage(
            "the band of line 'a' must have as many lower and upper edges as x, got 1 and 0 of 1");
    assertThatThrownBy(
            () ->
                DrawnSvg.of(
                    folder,
                    1,
                    new Plot.Image(
                        "W1", List.of(List.of(1.0, 2.0), List.of(1.0)), Plot.Palette.MAGMA)))
        .hasMessage("rows of image 'W1' must have one length, got 2 and 1");
    assertThatThrownBy(() -> DrawnSvg.of(folder, 1, histogram(0, true)))
        .hasMessage("histogram 'spectrum' must have a bin at least, got 0");
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void machineWithoutFonts_isSaidInOneSentence() {
    assertThatThrownBy(
            () ->
                SvgFonts.require(
                    () -> {
                      throw new InternalError("Fontconfig head is null");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Plots cannot be drawn: Java finds no fonts on this machine (java.lang.InternalError:"
                + " Fontconfig head is null). Install fontconfig and a font, on Debian: apt-get"
                + " install fontconfig fonts-dejavu-core");
  }
}
