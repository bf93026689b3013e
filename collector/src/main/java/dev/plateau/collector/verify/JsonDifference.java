package dev.plateau.collector.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One field that is not the same in what was recorded and in what was folded again.
 *
 * @param field where, as {@code ledger.received} or {@code attempts[1].last_step}
 * @param recorded what was recorded; a missing node: nothing
 * @param verified what the fold makes of the log; a missing node: nothing
 */
public record JsonDifference(String field, JsonNode recorded, JsonNode verified) {
  /**
   * All fields in which two values differ, deepest first where they are objects or lists. Numbers
   * are the same if they are equal to the last bit, whether written as whole or not.
   */
  static List<JsonDifference> between(JsonNode recorded, JsonNode verified) {
    List<JsonDifference> differences = new ArrayList<>();
    compare("", recorded, verified, differences);
    return differences;
  }

  private static void compare(
      String field, JsonNode recorded, JsonNode verified, List<JsonDifference> differences) {
    if (recorded.isObject() && verified.isObject()) {
      for (String name : names(recorded, verified)) {
        compare(
            field.isEmpty() ? name : field + "." + name,
            recorded.path(name),
            verified.path(name),
            differences);
      }
    } else if (recorded.isArray() && verified.isArray()) {
      for (int i = 0; i < Math.max(recorded.size(), verified.size()); i++) {
        compare(field + "[" + i + "]", recorded.path(i), verified.path(i), differences);
      }
    } else if (!isSame(recorded, verified)) {
      differences.add(new JsonDifference(field, recorded, verified));
    }
  }

  private static Set<String> names(JsonNode recorded, JsonNode verified) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode node : List.of(recorded, verified)) {
      for (Iterator<String> each = node.fieldNames(); each.hasNext(); ) {
        names.add(each.next());
      }
    }
    return names;
  }

  private static boolean isSame(JsonNode recorded, JsonNode verified) {
    if (recorded.isIntegralNumber() && verified.isIntegralNumber()) {
      return recorded.bigIntegerValue().equals(verified.bigIntegerValue());
    }
    if (recorded.isNumber() && verified.isNumber()) {
      return Double.compare(recorded.doubleValue(), verified.doubleValue()) == 0;
    }
    return recorded.equals(verified);
  }

  /** The difference as people read it: {@code level: recorded 0.1, verified 0.2}. */
  @Override
  public String toString() {
    return field + ": recorded " + text(recorded) + ", verified " + text(verified);
  }

  private static String text(JsonNode value) {
    return value instanceof MissingNode ? "nothing" : value.toString();
  }
}
