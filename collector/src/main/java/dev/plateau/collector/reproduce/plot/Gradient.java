package dev.plateau.collector.reproduce.plot;

import dev.plateau.collector.reproduce.Plot.Palette;
import java.awt.Color;
import java.util.stream.IntStream;

/**
 * Colours from dark to bright, whose brightness grows evenly: matplotlib's viridis and magma (CC0),
 * linear between ten of their colours.
 */
enum Gradient {
  /** Blue to yellow. */
  VIRIDIS(
      0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C,
      0xFDE725),
  /** Black over violet to cream. */
  MAGMA(
      0x000004, 0x180F3D, 0x440F76, 0x721F81, 0x9E2F7F, 0xCD4071, 0xF1605D, 0xFD9668, 0xFECA8D,
      0xFCFDBF);

  private final Color[] colors;

  Gradient(int... rgb) {
    colors = IntStream.of(rgb).mapToObj(Color::new).toArray(Color[]::new);
  }

  /** The colours that a palette names. */
  static Gradient of(Palette palette) {
    return switch (palette) {
      case VIRIDIS -> VIRIDIS;
      case MAGMA -> MAGMA;
    };
  }

  /**
   * A colour.
   *
   * @param share 0 the darkest, 1 the brightest
   */
  Color at(double share) {
    double place = share * (colors.length - 1);
    int below = (int) Math.min(Math.floor(place), colors.length - 2.0);
    double rest = place - below;
    Color from = colors[below];
    Color to = colors[below + 1];
    return new Color(
        between(from.getRed(), to.getRed(), rest),
        between(from.getGreen(), to.getGreen(), rest),
        between(from.getBlue(), to.getBlue(), rest));
  }

  private static int between(int from, int to, double share) {
    return (int) Math.round(from + share * (to - from));
  }
}
