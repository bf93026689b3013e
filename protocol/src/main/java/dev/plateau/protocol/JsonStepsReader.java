package dev.plateau.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.plateau.protocol.Decoded.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the shape of {@link JsonCodec} from a token stream. For one value; not thread-safe. */
final class JsonStepsReader {
  private static final Set<String> NON_FINITE = Set.of("NaN", "Infinity", "-Infinity");

  private final JsonParser parser;
  private final String defaultRun;
  private final long defaultTimeMicros;
  private final StepBatchBuilder batch = new StepBatchBuilder();
  private int index;
  private String path = "";

  // What all rows of the value must agree on.
  private @Nullable String run;
  private @Nullable String experiment;
  private @Nullable SessionId session;
  private @Nullable Long sequence;

  JsonStepsReader(JsonParser parser, String defaultRun, long defaultTimeMicros) {
    this.parser = parser;
    this.defaultRun = defaultRun;
    this.defaultTimeMicros = defaultTimeMicros;
  }

  Envelope read() throws IOException, MalformedException {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_OBJECT) {
      readRow();
    } else if (first == JsonToken.START_ARRAY) {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        path = "[" + index + "]";
        readRow();
        index++;
      }
      path = "[" + index + "]";
      expect(JsonToken.END_ARRAY, "", "an object");
    } else {
      throw notShaped("", "an object or an array of objects");
    }
    path = "";
    if (parser.nextToken() != null) {
      throw notShaped("", "nothing behind the value");
    }
    return new Envelope(runId(), origin(), build());
  }

  private RunId runId() throws MalformedException {
    String id = run == null ? defaultRun : run;
    if (!RunId.isValid(id)) {
      throw invalid(
          "run",
          "a run id has 1 to 128 characters of A-Z a-z 0-9 . _ -, got '"
              + Quote.shortened(id)
              + "'");
    }
    return new RunId(id);
  }

  private Origin origin() throws MalformedException {
    if (session == null && sequence == null) {
      return new Origin.Unsequenced();
    }
    if (session == null || sequence == null) {
      throw invalid(
          session == null ? "session" : "sequence", "session and sequence come together or not");
    }
    return new Origin.Sequenced(session, sequence);
  }

  private StepBatch build() throws MalformedException {
    try {
      return batch.build(0, experiment == null ? "" : experiment);
    } catch (IllegalArgumentException e) {
      throw invalid("", String.valueOf(e.getMessage()));
    }
  }

  private void readRow() throws IOException, MalformedException {
    Long step = null;
    long timeMicros = defaultTimeMicros;
    Map<MetricName, Double> metrics = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "step" -> step = readCount(field);
        case "time" -> timeMicros = readTimeMicros();
        case "metrics" -> metrics = readMetrics();
        case "run" -> run = agreed(field, run, readText(field));
        case "experiment" -> experiment = agreed(field, experiment, readText(field));
        case "session" -> session = agreed(field, session, readSession());
        case "sequence" -> sequence = agreed(field, sequence, readCount(field));
        default ->
            throw invalid(
                Quote.shortened(field),
                "unknown field; a row has run, step, metrics, experiment, time, session,"
                    + " sequence");
      }
    }
    if (step == null) {
      throw invalid("step", "a row needs its step");
    }
    if (metrics == null) {
      throw invalid("metrics", "a row needs its metrics, as {\"loss\":0.31}");
    }
    batch.row(step, timeMicros);
    metrics.forEach((name, value) -> batch.value(batch.column(name), value));
  }

  private Map<MetricName, Double> readMetrics() throws IOException, MalformedException {
    expect(JsonToken.START_OBJECT, "metrics", "an object of numbers");
    Map<MetricName, Double> metrics = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      String where = "metrics." + Quote.shortened(field);
      parser.nextToken();
      double value = readValue(where);
      try {
        metrics.put(MetricName.parse(field), value);
      } catch (IllegalArgumentException e) {
        throw invalid(where, String.valueOf(e.getMessage()));
      }
    }
    return metrics;
  }

  private double readValue(String where) throws IOException, MalformedException {
    JsonToken token = parser.currentToken();
    if (token != null && token.isNumeric()) {
      return parser.getDoubleValue();
    }
    if (token == JsonToken.VALUE_STRING && NON_FINITE.contains(parser.getText())) {
      return Double.parseDouble(parser.getText());
    }
    throw notShaped(where, "a number, \"NaN\", \"Infinity\" or \"-Infinity\"");
  }

  private long readCount(String field) throws IOException, MalformedException {
    JsonToken token = parser.currentToken();
    if (token != null && token.isNumeric()) {
      try {
        // awk and JavaScript write large whole numbers as 1e+06.
        long count = number().longValueExact();
        if (count >= 0) {
          return count;
        }
      } catch (ArithmeticException e) {
        // Not whole, or too large: refused below.
      }
    }
    throw notShaped(field, "a whole number from 0 to 9223372036854775807");
  }

  private long readTimeMicros() throws IOException, MalformedException {
    JsonToken token = parser.currentToken();
    try {
      if (token != null && token.isNumeric()) {
        return number().movePointRight(6).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
      }
      if (token == JsonToken.VALUE_STRING) {
        Instant time = OffsetDateTime.parse(parser.getText()).toInstant();
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
      }
    } catch (ArithmeticException | DateTimeException e) {
      // Out of range or not a date: refused below.
    }
    throw notShaped("time", "seconds since 1970 or an ISO 8601 time with its offset");
  }

  /** The current number; refuses exponents with which exact arithmetic would never end. */
  private BigDecimal number() throws IOException {
    if (parser.isNaN()) {
      throw new ArithmeticException("not finite");
    }
    BigDecimal number;
    try {
      number = parser.getDecimalValue();
    } catch (NumberFormatException e) {
      throw new ArithmeticException("an exponent of more than ten digits");
    }
    if (Math.abs((long) number.precision() - number.scale()) > 40 || number.scale() > 400) {
      throw new ArithmeticException("out of range");
    }
    return number;
  }

  private SessionId readSession() throws IOException, MalformedException {
    try {
      return SessionId.parse(readText("session"));
    } catch (IllegalArgumentException e) {
      throw invalid("session", String.valueOf(e.getMessage()));
    }
  }

  private String readText(String field) throws IOException, MalformedException {
    expect(JsonToken.VALUE_STRING, field, "a text");
    return parser.getText();
  }

  private <T> T agreed(String field, @Nullable T before, T now) throws MalformedException {
    if (before != null && !before.equals(now)) {
      throw invalid(
          field,
          "all rows of one record have the same "
              + field
              + ", got '"
              + Quote.shortened(before.toString())
              + "' and '"
              + Quote.shortened(now.toString())
              + "'");
    }
    return now;
  }

  private void expect(JsonToken token, String field, String wanted)
      throws IOException, MalformedException {
    if (parser.currentToken() != token) {
      throw notShaped(field, wanted);
    }
  }

  private MalformedException notShaped(String field, String wanted) throws IOException {
    String found = parser.currentToken() == null ? "nothing" : parser.getText();
    return invalid(
        field, "expected " + wanted + ", found " + Quote.shortened(String.valueOf(found)));
  }

  private MalformedException invalid(String field, String reason) {
    String separator = path.isEmpty() || field.isEmpty() ? "" : ".";
    return new MalformedException(Kind.INVALID_FIELD, path + separator + field, reason);
  }
}
