package dev.plateau.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A JSON object while its fields are being given, in the order in which they are written. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode fields = JsonNodeFactory.instance.objectNode();

  private Json() {}

  /** An object without fields yet. */
  static Json fields() {
    return new Json();
  }

  /** Adds a field; its value is a text, number, boolean, list or JSON. */
  Json with(String name, Object value) {
    fields.set(name, value(value));
    return this;
  }

  /** The object with all its fields. */
  ObjectNode build() {
    return fields;
  }

  /**
   * A short object.
   *
   * @param fields names and values by turns; values are texts, numbers, booleans, lists or JSON
   */
  static ObjectNode object(Object... fields) {
    Json json = new Json();
    for (int i = 0; i < fields.length; i += 2) {
      json.with((String) fields[i], fields[i + 1]);
    }
    return json.build();
  }

  /** An array of texts, numbers, booleans or JSON. */
  static ArrayNode array(Object... values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Object value : values) {
      array.add(value(value));
    }
    return array;
  }

  /** The empty value: Grafana's "no bound" of a threshold. */
  static JsonNode nothing() {
    return JsonNodeFactory.instance.nullNode();
  }

  private static JsonNode value(Object value) {
    if (value instanceof JsonNode json) {
      return json;
    }
    return value instanceof List<?> list ? array(list.toArray()) : MAPPER.valueToTree(value);
  }
}
