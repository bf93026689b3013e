package dev.plateau.dashboards;

import java.util.ArrayList;
import java.util.List;

/**
 * Panels of one height beside each other, under a title. Grafana's grid is 24 wide; a unit of
 * height is 30 pixels.
 */
final class Row {
  static final int WIDTH = 24;

  private final String title;
  private final int height;
  private final boolean collapsed;
  private final List<Placed> panels = new ArrayList<>();

  /** A panel with its width. */
  record Placed(Panel panel, int width) {}

  private Row(String title, int height, boolean collapsed) {
    this.title = title;
    this.height = height;
    this.collapsed = collapsed;
  }

  static Row of(String title, int height) {
    return new Row(title, height, false);
  }

  /** A row that is opened when it is wanted; its panels ask nothing before. */
  static Row collapsed(String title, int height) {
    return new Row(title, height, true);
  }

  /** Adds a panel on the right; one that no longer fits begins a new line. */
  Row add(int width, Panel panel) {
    if (width < 1 || width > WIDTH) {
      throw new IllegalArgumentException(
          "width must be 1 to " + WIDTH + ", got " + width + " (" + panel.title() + ")");
    }
    panels.add(new Placed(panel, width));
    return this;
  }

  String title() {
    return title;
  }

  int height() {
    return height;
  }

  boolean isCollapsed() {
    return collapsed;
  }

  List<Placed> panels() {
    return List.copyOf(panels);
  }
}
