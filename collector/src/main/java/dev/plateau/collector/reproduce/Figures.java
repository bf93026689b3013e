package dev.plateau.collector.reproduce;

import dev.plateau.collector.reproduce.support.Support18Figure;
import dev.plateau.collector.reproduce.support.Support19Figure;
import dev.plateau.collector.reproduce.support.Support2Figure;
import dev.plateau.collector.reproduce.support.Support5Figure;
import dev.plateau.collector.reproduce.support.Support6Figure;
import dev.plateau.collector.reproduce.support.Support7Figure;
import dev.plateau.collector.reproduce.support.Support8Figure;
import java.util.List;

/** All figures there are, by paper and number. */
public final class Figures {
  private static final List<Figure> ALL =
      List.of(
          new Support2Figure(),
          new Support5Figure(),
          new Support6Figure(),
          new Support7Figure(),
          new Support8Figure(),
          new Support18Figure(),
          new Support19Figure());

  private Figures() {}

  /** All of them. */
  public static List<Figure> all() {
    return ALL;
  }
}
