package dev.plateau.collector.reproduce.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/** A plot that knows how large it wants to be, and paints itself. */
interface Panel {
  /** Pixels that it is wide at least. */
  int width();

  /** Pixels that it is high. */
  int height();

  /**
   * Paints it.
   *
   * @param place where; as large as it wants to be, or larger
   */
  void paint(Graphics2D g, Rectangle2D place);
}
