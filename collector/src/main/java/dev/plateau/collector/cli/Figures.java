package dev.plateau.collector.cli;

import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.largesteps.LargeStepsFigures;
import dev.plateau.collector.reproduce.support.Support10Figure;
import dev.plateau.collector.reproduce.support.Support11Figure;
import dev.plateau.collector.reproduce.support.Support12Figure;
import dev.plateau.collector.reproduce.support.Support13Figure;
import dev.plateau.collector.reproduce.support.Support14Figure;
import dev.plateau.collector.reproduce.support.Support15Figure;
import dev.plateau.collector.reproduce.support.Support16Figure;
import dev.plateau.collector.reproduce.support.Support18Figure;
import dev.plateau.collector.reproduce.support.Support19Figure;
import dev.plateau.collector.reproduce.support.Support1Figure;
import dev.plateau.collector.reproduce.support.Support2Figure;
import dev.plateau.collector.reproduce.support.Support3Figure;
import dev.plateau.collector.reproduce.support.Support4Figure;
import dev.plateau.collector.reproduce.support.Support5Figure;
import dev.plateau.collector.reproduce.support.Support6Figure;
import dev.plateau.collector.reproduce.support.Support7Figure;
import dev.plateau.collector.reproduce.support.Support8Figure;
import dev.plateau.collector.reproduce.support.Support9Figure;
import dev.plateau.collector.reproduce.support.SupportBalancingFigure;
import dev.plateau.collector.reproduce.support.SupportDepthFigure;
import dev.plateau.collector.reproduce.support.SupportStaircaseFigure;
import java.util.List;
import java.util.stream.Stream;

/** All figures there are, by paper and number. */
final class Figures {
  private static final List<Figure> SUPPORT =
      List.of(
          new Support1Figure(),
          new Support2Figure(),
          new Support3Figure(),
          new Support4Figure(),
          new Support5Figure(),
          new Support6Figure(),
          new Support7Figure(),
          new Support8Figure(),
          new Support9Figure(),
          new Support10Figure(),
          new Support11Figure(),
          new Support12Figure(),
          new Support13Figure(),
          new Support14Figure(),
          new Support15Figure(),
          new Support16Figure(),
          new Support18Figure(),
          new Support19Figure(),
          new SupportStaircaseFigure(),
          new SupportDepthFigure(),
          new SupportBalancingFigure());

  private static final List<Figure> ALL =
      Stream.concat(SUPPORT.stream(), LargeStepsFigures.all().stream()).toList();

  private Figures() {}

  /** All of them. */
  static List<Figure> all() {
    return ALL;
  }
}
