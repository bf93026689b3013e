package dev.plateau.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.plateau.protocol.Decoded.Kind;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Steps in the one JSON shape that Plateau reads and writes everywhere, an object or an array of
 * objects for one run:
 *
 * <pre>{"run":"r1","step":7,"metrics":{"loss":0.31,"feature_sparsity/1":0.8}}</pre>
 *
 * <p>Optional: {@code experiment}, {@code time} (seconds since the epoch, or ISO 8601), {@code
 * session} with {@code sequence}. A layer stands behind the last slash of a metric's name. NaN and
 * infinities are the texts "NaN", "Infinity" and "-Infinity"; without quotes they are read too, and
 * a number beyond the range of a double is read as infinity. Stateless.
 */
public final class JsonCodec {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // Python's json.dumps writes NaN and Infinity bare, just when a loss gets interesting.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private JsonCodec() {}

  /**
   * Reads steps. Never throws: whatever cannot be read comes back as {@link Decoded.Malformed}.
   *
   * @param value UTF-8 text of an object or an array of objects
   * @param defaultRun run of rows that name none; empty: they must name one
   * @param defaultTimeMicros time of rows that bring none, microseconds since the epoch
   */
  public static Decoded decode(byte[] value, String defaultRun, long defaultTimeMicros) {
    try (JsonParser parser = FACTORY.createParser(value)) {
      try {
        return new Decoded.Valid(new JsonStepsReader(parser, defaultRun, defaultTimeMicros).read());
      } catch (MalformedException e) {
        return e.at(Math.max(0, parser.currentTokenLocation().getByteOffset()));
      } catch (StreamReadException | StreamConstraintsException | CharConversionException e) {
        String what =
            e instanceof JsonParseException parse ? parse.getOriginalMessage() : e.getMessage();
        return new Decoded.Malformed(
            Kind.NOT_JSON,
            "",
            Math.max(0, parser.currentLocation().getByteOffset()),
            "the value is not valid JSON: " + Quote.shortened(String.valueOf(what)));
      }
    } catch (IOException e) {
      return new Decoded.Malformed(
          Kind.NOT_JSON, "", 0, "the value is not valid JSON: " + e.getMessage());
    }
  }

  /**
   * A batch as an array of one object a row. What belongs to no row is not said: the count of
   * dropped steps, and the origin of a batch without rows.
   */
  public static byte[] encode(RunId run, Origin origin, StepBatch batch) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      new JsonStepsWriter(json).write(run, origin, batch);
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }
}
