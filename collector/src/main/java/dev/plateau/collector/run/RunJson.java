package dev.plateau.collector.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Runs and their events as JSON, for the topics {@code plateau.runs} and {@code plateau.events} and
 * for {@code --json}. Times are seconds since the epoch; numbers that are not finite are texts, as
 * in all of Plateau's JSON. Stateless.
 */
public final class RunJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private RunJson() {}

  /** An event as one JSON object. */
  public static byte[] encode(RunEvent event) {
    return write(json -> new Writer(json).event(event));
  }

  /**
   * A run's registry entry as one JSON object.
   *
   * @param partition partition of {@code plateau.steps} that keeps its records
   */
  public static byte[] encode(RunView view, int partition) {
    return write(json -> new Writer(json).run(view, partition));
  }

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] write(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /** Writes fields into the object that was begun. */
  private record Writer(JsonGenerator json) {
    void event(RunEvent event) throws IOException {
      RunEvent.Header header = event.header();
      json.writeStringField("id", header.id());
      json.writeStringField("kind", kind(event));
      json.writeStringField("run", header.run());
      json.writeStringField("experiment", header.experiment());
      json.writeNumberField("attempt", header.attempt());
      json.writeNumberField("step", header.step());
      time("time", header.timeMicros());
      if (!header.replayOf().isEmpty()) {
        json.writeStringField("replay_of", header.replayOf());
      }
      if (event instanceof RunEvent.AttemptBegan began) {
        json.writeNumberField("first_step", began.firstStep());
      } else if (event instanceof RunEvent.RunEnded ended) {
        json.writeStringField("phase", ended.phase().label());
        json.writeStringField("reason", ended.reason());
      } else if (event instanceof RunEvent.RunLost lost) {
        number("silent_seconds", lost.silentMicros() / 1e6);
      } else if (event instanceof RunEvent.LearningRateDecayed decayed) {
        number("learning_rate_before", decayed.before());
        number("learning_rate_after", decayed.after());
      } else if (event instanceof RunEvent.NonFiniteLoss loss) {
        json.writeStringField("source", loss.source().label());
        number("value", loss.value());
      } else if (event instanceof RunEvent.SupportSeparated separated) {
        json.writeNumberField("separated_step", separated.separatedStep());
      } else if (event instanceof RunEvent.StabilizationBegan began) {
        json.writeStringField("detector", began.detector());
        stabilization(began.stabilization());
      } else if (event instanceof RunEvent.StabilizationEnded ended) {
        json.writeStringField("detector", ended.detector());
        stabilization(ended.stabilization());
        json.writeNumberField("plateau_steps", ended.plateauSteps());
        number("learning_rate_before", ended.learningRateBefore());
        number("learning_rate_after", ended.learningRateAfter());
      }
    }

    void run(RunView view, int partition) throws IOException {
      json.writeStringField("run", view.run());
      json.writeStringField("experiment", view.experiment());
      json.writeStringField("name", view.name());
      json.writeStringField("phase", view.phase().label());
      if (!view.endReason().isEmpty()) {
        json.writeStringField("reason", view.endReason());
      }
      json.writeNumberField("step", view.lastStep());
      json.writeNumberField("planned_steps", view.plannedSteps());
      json.writeNumberField("attempt", view.attempt());
      json.writeNumberField("partition", partition);
      time("first_time", view.firstAppendMicros());
      time("last_time", view.lastAppendMicros());
      if (view.endedAtMicros() > 0) {
        time("ended_time", view.endedAtMicros());
      }
      metrics(view);
      texts("config", view.config());
      texts("tags", view.tags());
      ledger(view.ledger());
      json.writeArrayFieldStart("stabilizations");
      for (Stabilization stabilization : view.stabilizations()) {
        json.writeStartObject();
        stabilization(stabilization);
        json.writeEndObject();
      }
      json.writeEndArray();
      attempts(view);
    }

    private void metrics(RunView view) throws IOException {
      json.writeObjectFieldStart("metrics");
      for (MetricView metric : view.metrics()) {
        json.writeObjectFieldStart(metric.name().toString());
        number("value", metric.value());
        json.writeNumberField("step", metric.step());
        json.writeEndObject();
      }
      json.writeEndObject();
    }

    private void ledger(LedgerView ledger) throws IOException {
      json.writeObjectFieldStart("ledger");
      json.writeNumberField("received", ledger.totals().received());
      for (Outcome outcome : Outcome.values()) {
        json.writeNumberField(outcome.label(), ledger.totals().records(outcome));
      }
      json.writeNumberField("missing", ledger.missing());
      json.writeNumberField("conflicts", ledger.totals().conflicts());
      json.writeNumberField("steps", ledger.totals().steps());
      json.writeNumberField("repeated_steps", ledger.repeatedSteps());
      json.writeNumberField("dropped_steps", ledger.droppedSteps());
      json.writeEndObject();
    }

    private void attempts(RunView view) throws IOException {
      json.writeArrayFieldStart("attempts");
      for (AttemptView attempt : view.attempts()) {
        json.writeStartObject();
        json.writeNumberField("number", attempt.number());
        json.writeStringField("session", attempt.session());
        json.writeNumberField("first_step", attempt.firstStep());
        json.writeNumberField("last_step", attempt.lastStep());
        if (attempt.supersededFrom() != Long.MAX_VALUE) {
          json.writeNumberField("superseded_from", attempt.supersededFrom());
        }
        json.writeNumberField("first_offset", attempt.firstOffset());
        json.writeNumberField("last_offset", attempt.lastOffset());
        json.writeNumberField("missing", attempt.missing());
        json.writeNumberField("dropped_steps", attempt.droppedSteps());
        json.writeEndObject();
      }
      json.writeEndArray();
    }

    private void stabilization(Stabilization stabilization) throws IOException {
      json.writeStringField("source", stabilization.source().label());
      json.writeNumberField("ordinal", stabilization.ordinal());
      json.writeNumberField("start_step", stabilization.startStep());
      json.writeNumberField("began_at_step", stabilization.beganAtStep());
      number("level", stabilization.level());
      number("level_log10", stabilization.levelLog10());
      if (stabilization.end().isPresent()) {
        Stabilization.End end = stabilization.end().get();
        json.writeNumberField("onset_step", end.onsetStep());
        time("onset_time", end.onsetTimeMicros());
        json.writeNumberField("detected_step", end.detectedStep());
        time("detected_time", end.detectedTimeMicros());
        number("change_decades", end.changeDecades());
        json.writeStringField("cause", end.cause().label());
      }
    }

    private void texts(String field, Map<String, String> texts) throws IOException {
      json.writeObjectFieldStart(field);
      for (Map.Entry<String, String> text : texts.entrySet()) {
        json.writeStringField(text.getKey(), text.getValue());
      }
      json.writeEndObject();
    }

    private void number(String field, double value) throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumberField(field, value);
      } else {
        json.writeStringField(field, Double.toString(value));
      }
    }

    private void time(String field, long micros) throws IOException {
      number(field, micros / 1e6);
    }
  }

  /** An event's kind as it stands in JSON. */
  public static String kind(RunEvent event) {
    if (event instanceof RunEvent.AttemptBegan) {
      return "attempt_began";
    } else if (event instanceof RunEvent.RunEnded) {
      return "run_ended";
    } else if (event instanceof RunEvent.RunLost) {
      return "run_lost";
    } else if (event instanceof RunEvent.RunRevived) {
      return "run_revived";
    } else if (event instanceof RunEvent.RunForgotten) {
      return "run_forgotten";
    } else if (event instanceof RunEvent.LearningRateDecayed) {
      return "learning_rate_decayed";
    } else if (event instanceof RunEvent.NonFiniteLoss) {
      return "non_finite_loss";
    } else if (event instanceof RunEvent.SupportSeparated) {
      return "support_separated";
    } else if (event instanceof RunEvent.StabilizationBegan) {
      return "stabilization_began";
    } else {
      return "stabilization_ended";
    }
  }
}
