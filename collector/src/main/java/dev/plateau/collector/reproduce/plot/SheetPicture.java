package dev.plateau.collector.reproduce.plot;

import dev.plateau.collector.reproduce.Drawing;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Sheet;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sheet as one SVG file: its plots in a grid, row by row, all of a column's width and a row's
 * height. The caption is not painted; it is the picture's description.
 */
public final class SheetPicture {
  private static final int PADDING = 6;

  private SheetPicture() {}

  /** The drawing of sheets as such files; it needs a font. */
  public static Drawing drawing() {
    return new Drawing() {
      @Override
      public void draw(Sheet sheet, Path file) throws IOException {
        write(sheet, file);
      }

      @Override
      public void require() throws IOException {
        SvgFonts.require();
      }
    };
  }

  /**
   * Draws a sheet. The same sheet gives the same bytes on a machine with the same fonts.
   *
   * @param svgFile what is written, over what is there
   * @throws IOException if it cannot be written, or if this machine has no fonts, saying what to
   *     install
   * @throws IllegalArgumentException naming the sheet, line or image, if there is nothing in it or
   *     its numbers do not fit each other
   */
  public static void write(Sheet sheet, Path svgFile) throws IOException {
    if (sheet.columns() < 1 || sheet.plots().isEmpty()) {
      throw new IllegalArgumentException(
          "sheet '%s' must have a plot and a column at least, got %d plots in %d columns"
              .formatted(sheet.name(), sheet.plots().size(), sheet.columns()));
    }
    SvgFonts.require();
    int columns = Math.min(sheet.columns(), sheet.plots().size());
    List<Panel> panels = new ArrayList<>();
    for (Plot plot : sheet.plots()) {
      panels.add(panel(plot, columns));
    }
    int cellWidth = panels.stream().mapToInt(Panel::width).max().orElseThrow();
    int height = 2 * PADDING;
    for (int first = 0; first < panels.size(); first += columns) {
      height += rowHeight(panels, first, columns);
    }
    SvgCanvas canvas = new SvgCanvas(columns * cellWidth + 2 * PADDING, height);
    int top = PADDING;
    for (int first = 0; first < panels.size(); first += columns) {
      int rowHeight = rowHeight(panels, first, columns);
      for (int column = 0; column < columns && first + column < panels.size(); column++) {
        panels
            .get(first + column)
            .paint(
                canvas.graphics(),
                new Rectangle2D.Double(PADDING + column * cellWidth, top, cellWidth, rowHeight));
      }
      top += rowHeight;
    }
    canvas.write(svgFile, sheet.caption());
  }

  private static int rowHeight(List<Panel> panels, int first, int columns) {
    return panels.subList(first, Math.min(first + columns, panels.size())).stream()
        .mapToInt(Panel::height)
        .max()
        .orElseThrow();
  }

  private static Panel panel(Plot plot, int columns) {
    if (plot instanceof Plot.Lines lines) {
      return new LinesPanel(lines, chartWidth(columns));
    }
    if (plot instanceof Plot.Histogram histogram) {
      return new HistogramPanel(histogram, chartWidth(columns));
    }
    return new ImagePanel((Plot.Image) plot, imageWidth(columns));
  }

  private static int chartWidth(int columns) {
    return switch (columns) {
      case 1 -> 640;
      case 2 -> 500;
      case 3 -> 370;
      default -> 310;
    };
  }

  private static int imageWidth(int columns) {
    return columns <= 3 ? 300 : columns == 4 ? 240 : Math.max(150, 1_120 / columns);
  }
}
