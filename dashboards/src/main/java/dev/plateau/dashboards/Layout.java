package dev.plateau.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Gives each panel of a dashboard its place and its number. For one dashboard. */
final class Layout {
  private static final int TITLE_HEIGHT = 1;

  private final ArrayNode panels = Json.array();
  private int lastId;
  private int y;

  private Layout() {}

  static ArrayNode of(List<Row> rows) {
    Layout layout = new Layout();
    rows.forEach(layout::place);
    return layout.panels;
  }

  private void place(Row row) {
    ArrayNode inside = row.isCollapsed() ? Json.array() : panels;
    ObjectNode title =
        Json.fields()
            .with("id", ++lastId)
            .with("type", "row")
            .with("title", row.title())
            .with("collapsed", row.isCollapsed())
            .with("gridPos", at(0, y, Row.WIDTH, TITLE_HEIGHT))
            .with("panels", row.isCollapsed() ? inside : Json.array())
            .build();
    panels.add(title);
    y += TITLE_HEIGHT;
    int x = 0;
    for (Row.Placed placed : row.panels()) {
      if (x + placed.width() > Row.WIDTH) {
        x = 0;
        y += row.height();
      }
      inside.add(placed.panel().json(++lastId, at(x, y, placed.width(), row.height())));
      x += placed.width();
    }
    y += row.height();
  }

  private static ObjectNode at(int x, int y, int width, int height) {
    return Json.object("x", x, "y", y, "w", width, "h", height);
  }
}
