package dev.plateau.trainer.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.plateau.trainer.offline.Comparison;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.SortedMap;

/**
 * The lines of {@code plateau measure}. Whole numbers are written as such; NaN and infinities as
 * texts, as in all JSON of Plateau.
 */
final class MeasureJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final double LARGEST_EXACT = 1L << 53;

  private MeasureJson() {}

  /** A value beside the reference's. */
  static String of(Path file, Comparison comparison) {
    return line(
        json -> {
          json.writeStringField("file", file.toString());
          json.writeStringField("kind", comparison.kind());
          String threshold = comparison.threshold();
          if (threshold != null) {
            json.writeFieldName("threshold");
            json.writeNumber(threshold);
          }
          write(json, "value", comparison.value());
          Double expected = comparison.expected();
          if (expected == null) {
            json.writeNullField("expected");
          } else {
            write(json, "expected", expected);
          }
          json.writeBooleanField("agrees", comparison.agrees());
        });
  }

  /** All measures of a network. */
  static String of(Path model, Path samples, long parameters, SortedMap<String, Double> values) {
    return line(
        json -> {
          json.writeStringField("model", model.toString());
          json.writeStringField("samples", samples.toString());
          json.writeNumberField("parameters", parameters);
          for (var value : values.entrySet()) {
            write(json, value.getKey(), value.getValue());
          }
        });
  }

  private static void write(JsonGenerator json, String name, double value) throws IOException {
    if (!Double.isFinite(value)) {
      json.writeStringField(name, Double.toString(value));
    } else if (value == Math.rint(value) && Math.abs(value) < LARGEST_EXACT) {
      json.writeNumberField(name, (long) value);
    } else {
      json.writeNumberField(name, value);
    }
  }

  private static String line(Fields fields) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot fail to be written", e);
    }
    return line.toString();
  }

  /** What stands in a line's object. */
  private interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }
}
