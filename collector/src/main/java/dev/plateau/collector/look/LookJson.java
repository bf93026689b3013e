package dev.plateau.collector.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.collector.log.Plateau;
import dev.plateau.collector.log.RunEntry;
import java.util.List;
import java.util.Optional;

/** What is looked at, as JSON. Numbers that are not finite are texts, as in all of Plateau's. */
public final class LookJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int CURVE_CELLS = 256;

  private LookJson() {}

  /** A run: its registry entry with {@code events} and {@code curve}. */
  public static ObjectNode show(RunEntry run, List<JsonNode> events, Optional<CurveReading> curve) {
    ObjectNode json = run.json().deepCopy();
    json.set("events", NODES.arrayNode().addAll(events));
    curve.ifPresent(reading -> json.set("curve", curve(reading)));
    return json;
  }

  private static ObjectNode curve(CurveReading reading) {
    ObjectNode json =
        NODES
            .objectNode()
            .put("metric", reading.metric().toString())
            .put("sampled", reading.isSampled())
            .put("share_read", reading.shareRead())
            .put("bytes_read", reading.bytesRead())
            .put("begins_late", reading.beginsLate())
            .put("first_step_read", reading.firstStepRead());
    ArrayNode cells = json.putArray("cells");
    for (CurveCell cell : reading.curve().cells(CURVE_CELLS)) {
      ObjectNode written = cells.addObject().put("from", cell.fromStep()).put("to", cell.toStep());
      written.put("values", cell.values()).put("not_finite", cell.notFinite());
      bounds(written, cell.hasNumbers(), cell.min(), cell.max());
      if (cell.hasNumbers()) {
        number(written, "mean", cell.mean());
      }
    }
    return json;
  }

  private static void bounds(ObjectNode json, boolean known, double min, double max) {
    if (known) {
      json.put("min", min).put("max", max);
    }
  }

  /** A comparison: its runs with the registry's word on each and their stretches. */
  public static ObjectNode comparison(Comparison comparison) {
    ObjectNode json =
        NODES
            .objectNode()
            .put("align", comparison.alignment().label())
            .put("metric", comparison.metric().toString());
    ArrayNode runs = json.putArray("runs");
    comparison.runs().forEach(run -> runs.add(run(run)));
    return json;
  }

  private static ObjectNode run(ComparedRun compared) {
    ObjectNode json = compared.run().json().deepCopy();
    compared.origin().ifPresent(origin -> json.put("origin_step", origin));
    compared.plateau().ifPresent(plateau -> json.set("stabilization", plateau(plateau)));
    json.put("bytes_read", compared.bytesRead());
    json.put("begins_late", compared.beginsLate());
    json.put("first_step_read", compared.firstStepRead());
    ArrayNode values = json.putArray("values");
    for (Stretch stretch : compared.stretches()) {
      ObjectNode written = values.addObject().put("position", stretch.position());
      if (stretch.isKnown()) {
        number(written.put("step", stretch.lastStep()), "value", stretch.last());
      }
      written.put("values", stretch.values()).put("not_finite", stretch.notFinite());
      bounds(written, stretch.values() > stretch.notFinite(), stretch.min(), stretch.max());
    }
    return json;
  }

  private static ObjectNode plateau(Plateau plateau) {
    ObjectNode json =
        NODES
            .objectNode()
            .put("source", plateau.source())
            .put("ordinal", plateau.ordinal())
            .put("start_step", plateau.startStep())
            .put("began_at_step", plateau.beganAtStep());
    number(json, "level", plateau.level());
    Plateau.End end = plateau.end();
    if (end != null) {
      json.put("onset_step", end.onsetStep())
          .put("detected_step", end.detectedStep())
          .put("plateau_steps", plateau.steps())
          .put("cause", end.cause());
      number(json, "change_decades", end.changeDecades());
    }
    return json;
  }

  private static void number(ObjectNode json, String field, double value) {
    if (Double.isFinite(value)) {
      json.put(field, value);
    } else {
      json.put(field, Double.toString(value));
    }
  }
}
