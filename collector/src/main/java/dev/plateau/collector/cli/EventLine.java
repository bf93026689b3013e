package dev.plateau.collector.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** An event as one line for people: time, run, what happened. */
final class EventLine {
  private EventLine() {}

  static String of(JsonNode event) {
    Instant time = Instant.ofEpochMilli(Math.round(event.path("time").asDouble() * 1000));
    return time.truncatedTo(ChronoUnit.SECONDS)
        + "  "
        + event.path("run").asText()
        + "  "
        + what(event);
  }

  /** What happened, without time and run. */
  static String what(JsonNode event) {
    String step = event.path("step").asText();
    String attempt = event.path("attempt").asText();
    String kind = event.path("kind").asText();
    return switch (kind) {
      case "attempt_began" ->
          "attempt " + attempt + " began at step " + event.path("first_step").asText();
      case "run_ended" ->
          event.path("phase").asText() + " at step " + step + reason(event.path("reason").asText());
      case "run_lost" ->
          "lost: silent for " + number(event.path("silent_seconds")) + " s since step " + step;
      case "run_revived" -> "goes on at step " + step;
      case "run_forgotten" -> "deleted";
      case "learning_rate_decayed" ->
          "learning rate fell from "
              + number(event.path("learning_rate_before"))
              + " to "
              + number(event.path("learning_rate_after"))
              + " at step "
              + step;
      case "non_finite_loss" ->
          event.path("source").asText()
              + " became "
              + event.path("value").asText()
              + " at step "
              + step;
      case "support_separated" ->
          "support separated at step "
              + event.path("separated_step").asText()
              + " (seen at step "
              + step
              + ")";
      case "stabilization_began" ->
          stabilization(event)
              + " began at step "
              + event.path("start_step").asText()
              + " (seen at step "
              + step
              + ")";
      case "stabilization_ended" ->
          stabilization(event)
              + " ended at step "
              + event.path("onset_step").asText()
              + " after "
              + event.path("plateau_steps").asText()
              + " steps, cause "
              + event.path("cause").asText()
              + " (seen at step "
              + step
              + ")";
      // A collector of a later version may say more.
      default -> kind + " at step " + step;
    };
  }

  private static String stabilization(JsonNode event) {
    return "stabilization "
        + event.path("ordinal").asText()
        + " of "
        + event.path("source").asText()
        + " at "
        + number(event.path("level"));
  }

  private static String reason(String reason) {
    return reason.isEmpty() ? "" : ": " + reason;
  }

  private static String number(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%.3g", value.asDouble()) : value.asText();
  }
}
