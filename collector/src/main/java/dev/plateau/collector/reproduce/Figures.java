package dev.plateau.collector.reproduce;

import java.util.List;

/** All figures there are, by paper and number. */
public final class Figures {
  private static final List<Figure> ALL = List.of();

  private Figures() {}

  /** All of them. */
  public static List<Figure> all() {
    return ALL;
  }
}
