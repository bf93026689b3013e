package dev.plateau.collector.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which events people are told of, and in which words. A pure function of the event as it stands in
 * the topic: stabilizations that ended, losses that are no finite number, runs that failed or fell
 * silent. What goes as it should (beginnings, completed and stopped runs) is not told.
 */
final class Telling {
  private final JsonNode event;

  private Telling(JsonNode event) {
    this.event = event;
  }

  /**
   * The notification of an event; empty: it is of a kind that is not told.
   *
   * @throws IllegalArgumentException naming the field, if the event lacks what every event has
   */
  static Optional<Notification> of(JsonNode event) {
    Telling telling = new Telling(event);
    return switch (telling.required("kind").asText()) {
      case "stabilization_ended" -> Optional.of(telling.stabilizationEnded());
      case "non_finite_loss" -> Optional.of(telling.nonFiniteLoss());
      case "run_lost" -> Optional.of(telling.lost());
      case "run_ended" ->
          event.path("phase").asText().equals("failed")
              ? Optional.of(telling.failed())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Notification stabilizationEnded() {
    String cause = required("cause").asText();
    String source = event.path("source").asText();
    long onset = required("onset_step").asLong();
    String level = number(event.path("level"));
    return notification(
        switch (cause) {
          case "learning_rate" -> Level.INFO;
          case "divergence" -> Level.CRITICAL;
          default -> Level.WARNING;
        },
        String.format(
            "stabilization of %s at %s %s ended at step %d, cause %s",
            run(), source, level, onset, cause),
        String.format(
            "The %s of %s left its level of %s at step %d, after %s steps there (seen at step %s)."
                + " %s",
            source.replace('_', ' '),
            who(),
            level,
            onset,
            event.path("plateau_steps").asText(),
            event.path("step").asText(),
            why(cause)),
        onset,
        cause.equals("divergence") ? "diverged" : "fitting",
        event.get("level"),
        cause);
  }

  private String why(String cause) {
    String rate = number(event.path("learning_rate_after"));
    boolean rateIsKnown = event.path("learning_rate_after").isNumber();
    return switch (cause) {
      case "learning_rate" ->
          String.format(
              "The learning rate fell from %s to %s.",
              number(event.path("learning_rate_before")), rate);
      case "drift" ->
          String.format(
              "It fell by %s decades while the learning rate stayed%s.",
              number(event.path("change_decades")).replaceFirst("^-", ""),
              rateIsKnown ? " at " + rate : "");
      case "divergence" ->
          "It is no finite number any more, or larger than 1e30"
              + (rateIsKnown ? ", at a learning rate of " + rate : "")
              + ".";
      // A collector of a later version may know more.
      default -> "Cause: " + cause + ".";
    };
  }

  private Notification nonFiniteLoss() {
    String source = event.path("source").asText();
    String value = event.path("value").asText();
    long step = event.path("step").asLong();
    return notification(
        Level.CRITICAL,
        String.format("%s of %s became %s at step %d", source, run(), value, step),
        String.format(
            "The %s of %s became %s at step %d, for the first time in this attempt; it has"
                + " diverged.",
            source.replace('_', ' '), who(), value, step),
        step,
        "diverged",
        event.get("value"),
        null);
  }

  private Notification failed() {
    String reason = event.path("reason").asText();
    return notification(
        Level.CRITICAL,
        run() + " failed at step " + event.path("step").asText(),
        capitalized(who())
            + " failed after step "
            + event.path("step").asText()
            + (reason.isEmpty() ? "; it gave no reason." : ": " + reason),
        event.path("step").asLong(),
        "failed",
        null,
        reason.isEmpty() ? null : reason);
  }

  private Notification lost() {
    return notification(
        Level.CRITICAL,
        run() + " is lost at step " + event.path("step").asText(),
        String.format(
            "%s has been silent for %s s since step %s and has not said that it ended.",
            capitalized(who()), number(event.path("silent_seconds")), event.path("step").asText()),
        event.path("step").asLong(),
        "lost",
        null,
        null);
  }

  private Notification notification(
      Level level,
      String news,
      String text,
      long step,
      String phase,
      @Nullable JsonNode value,
      @Nullable String cause) {
    String experiment = event.path("experiment").asText();
    return new Notification(
        level,
        experiment.isEmpty() ? news : experiment + ": " + news,
        text,
        experiment,
        run(),
        event.path("attempt").asInt(),
        step,
        phase,
        value,
        cause,
        time(),
        required("id").asText());
  }

  private Instant time() {
    JsonNode seconds = required("time");
    if (!seconds.isNumber()) {
      throw new IllegalArgumentException("the event's time is no number but " + seconds);
    }
    return Instant.EPOCH.plus(Math.round(seconds.asDouble() * 1e6), ChronoUnit.MICROS);
  }

  private String run() {
    return required("run").asText();
  }

  private String who() {
    String experiment = event.path("experiment").asText();
    return "run "
        + run()
        + (experiment.isEmpty() ? "" : " of experiment " + experiment)
        + ", attempt "
        + event.path("attempt").asText()
        + ",";
  }

  private JsonNode required(String field) {
    JsonNode value = event.get(field);
    if (value == null) {
      throw new IllegalArgumentException("the event has no field " + field);
    }
    return value;
  }

  private static String capitalized(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  /** Three digits, as the alerts print them; a text as NaN as it is. */
  private static String number(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%.3g", value.asDouble()) : value.asText();
  }
}
