package dev.plateau.collector.reproduce;

import dev.plateau.collector.reproduce.support.Support4Figure;
import dev.plateau.collector.reproduce.support.Support9Figure;
import dev.plateau.collector.reproduce.support.SupportBalancingFigure;
import dev.plateau.collector.reproduce.support.SupportDepthFigure;
import java.util.List;

/** All figures there are, by paper and number. */
public final class Figures {
  private static final List<Figure> ALL =
      List.of(
          new Support4Figure(),
          new Support9Figure(),
          new SupportDepthFigure(),
          new SupportBalancingFigure());

  private Figures() {}

  /** All of them. */
  public static List<Figure> all() {
    return ALL;
  }
}
