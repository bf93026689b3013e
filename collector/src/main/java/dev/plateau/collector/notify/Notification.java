package dev.plateau.collector.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook is told of one event.
 *
 * @param level how much it matters
 * @param title one line
 * @param text sentences for people
 * @param experiment what the run belongs to; empty: not known
 * @param run run id
 * @param attempt number of the attempt
 * @param step step that it is about; -1: before any step
 * @param phase phase that the event leads to: fitting, diverged, failed or lost
 * @param value the loss that it is about, a number or a text as NaN; null where it is about none
 * @param cause why it happened, as far as known
 * @param timestamp time of the event
 * @param id the event's; the same however often it is told
 */
record Notification(
    Level level,
    String title,
    String text,
    String experiment,
    String run,
    int attempt,
    long step,
    String phase,
    @Nullable JsonNode value,
    @Nullable String cause,
    Instant timestamp,
    String id) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What may stand in an HTTP header. */
  private static final Pattern ID = Pattern.compile("[!-~]{1,256}");

  private static final Pattern LINE_BREAKS = Pattern.compile("[\\s\\p{Cntrl}]+");

  /**
   * @throws IllegalArgumentException if the id could not be a key
   */
  Notification {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "an event's id is 1 to 256 characters of ASCII without spaces, got '" + id + "'");
    }
    title = LINE_BREAKS.matcher(title).replaceAll(" ");
  }

  /** The body of the request: one JSON object that always has all fields. */
  byte[] toJson() {
    ObjectNode json = JSON.createObjectNode();
    json.put("level", level.label());
    json.put("title", title);
    json.put("text", text);
    json.put("experiment", experiment);
    json.put("run", run);
    json.put("attempt", attempt);
    json.put("step", step);
    json.put("phase", phase);
    json.set("value", value);
    json.put("cause", cause);
    json.put("timestamp", timestamp.toString());
    json.put("id", id);
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
