package dev.plateau.collector.reproduce.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;

/** Fonts, colours and strokes of all plots. The font is the generic one, which any viewer has. */
final class Look {
  static final Color INK = new Color(0x22, 0x22, 0x22);
  static final Color GRID = new Color(0xDD, 0xDD, 0xDD);
  static final Color BARS = new Color(0x46, 0x82, 0xB4);

  /** Of cells that are not finite; in no palette. */
  static final Color NO_VALUE = new Color(0xB0, 0xB0, 0xB0);

  static final BasicStroke HAIRLINE = new BasicStroke(0.8f);

  /** Of marks: thin and dashed, so that they are no lines. */
  static final BasicStroke MARK =
      new BasicStroke(
          1,
          BasicStroke.CAP_BUTT,
          BasicStroke.JOIN_MITER,
          1,
          new float[] {4, 3},
          /* dash_phase= */ 0);

  /** Around lines over an image. */
  static final BasicStroke HALO =
      new BasicStroke(3.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  static final Font TITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  private static final float LEAST_FONT_SIZE = 7;

  /** The paper's red, orange, blue, green, purple, brown, and more of the kind. */
  private static final List<Color> LINES =
      List.of(
          new Color(0xD6, 0x27, 0x28),
          new Color(0xFF, 0xA1, 0x1A),
          new Color(0x1F, 0x4F, 0xD8),
          new Color(0x2C, 0x92, 0x2C),
          new Color(0x7B, 0x2C, 0x8E),
          new Color(0x8C, 0x56, 0x3B),
          new Color(0x17, 0xA2, 0xB8),
          new Color(0xE3, 0x5F, 0xB0),
          new Color(0x60, 0x60, 0x60),
          new Color(0x8A, 0x8B, 0x1C));

  private Look() {}

  /** The colour of a line; after the tenth they begin again. */
  static Color line(int line) {
    return LINES.get(line % LINES.size());
  }

  /** The colour of a line's band. */
  static Color band(int line) {
    Color color = line(line);
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), 50);
  }

  /** The stroke of a line: round, so that a line to itself is a dot; dashed after ten of them. */
  static BasicStroke stroke(int line) {
    float[] dashes = line < LINES.size() ? null : new float[] {6, 4};
    return new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, dashes, 0);
  }

  /** A font that is made smaller until a text is not wider than it may be. */
  static Font fitting(Graphics2D g, Font font, String text, double width) {
    Font fitting = font;
    while (g.getFontMetrics(fitting).stringWidth(text) > width
        && fitting.getSize2D() > LEAST_FONT_SIZE) {
      fitting = fitting.deriveFont(fitting.getSize2D() - 0.5f);
    }
    return fitting;
  }
}
