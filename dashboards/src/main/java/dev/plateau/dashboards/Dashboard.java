package dev.plateau.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A dashboard in Grafana's classic form, schema version 42.
 *
 * @param uid fixed, so that links to it hold; also the file's name
 * @param title what people read
 * @param description one sentence for the list of dashboards
 * @param from beginning of the range that is shown at first, as {@code now-1h}
 * @param variables pickers above the panels, after that of the data source
 * @param annotations marks on curves over time
 * @param rows from top to bottom
 */
record Dashboard(
    String uid,
    String title,
    String description,
    String from,
    List<Variable> variables,
    List<Annotation> annotations,
    List<Row> rows) {
  private static final int SCHEMA_VERSION = 42;
  private static final int SHARED_CROSSHAIR = 1;

  /** The Prometheus that was picked. */
  static ObjectNode prometheus() {
    return Json.object("type", "prometheus", "uid", "${datasource}");
  }

  /** As Grafana has it. */
  ObjectNode json() {
    ArrayNode marks = Json.array();
    annotations.forEach(annotation -> marks.add(annotation.json()));
    ArrayNode pickers = Json.array(Variable.dataSource().json());
    variables.forEach(variable -> pickers.add(variable.json()));
    return Json.fields()
        .with("uid", uid)
        .with("title", title)
        .with("description", description)
        .with("tags", Json.array("plateau"))
        .with("schemaVersion", SCHEMA_VERSION)
        .with("editable", true)
        .with("graphTooltip", SHARED_CROSSHAIR)
        .with("refresh", "5s")
        .with("time", Json.object("from", from, "to", "now"))
        .with("timezone", "browser")
        .with("links", Json.array(others()))
        .with("annotations", Json.object("list", marks))
        .with("templating", Json.object("list", pickers))
        .with("panels", Layout.of(rows))
        .build();
  }

  /** The menu with Plateau's other dashboards, which keeps the range and what was picked. */
  private static ObjectNode others() {
    return Json.fields()
        .with("title", "Plateau")
        .with("type", "dashboards")
        .with("tags", Json.array("plateau"))
        .with("asDropdown", true)
        .with("includeVars", true)
        .with("keepTime", true)
        .with("targetBlank", false)
        .with("icon", "external link")
        .with("tooltip", "")
        .with("url", "")
        .build();
  }
}
