package dev.plateau.collector.export;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.plateau.collector.export.Block.Series;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One JSON object a line: step, time (ISO 8601, UTC), attempt, then each metric that has a value.
 * Numbers that are not finite are the texts NaN, Infinity and -Infinity.
 */
final class JsonLinesFormat implements PartFormat {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();
  private static final int BUFFER = 1 << 16;

  @Override
  public void write(Block block, Path file) throws IOException {
    SerializableString[] names =
        block.series().stream()
            .map(one -> new SerializedString(one.name()))
            .toArray(SerializableString[]::new);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
      json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      for (int row = 0; row < block.size(); row++) {
        json.writeStartObject();
        json.writeNumberField(Columns.STEP, block.step(row));
        json.writeStringField(Columns.TIME, time(block.timeMicros(row)));
        json.writeNumberField(Columns.ATTEMPT, block.attempt(row));
        writeValues(block, row, names, json);
        json.writeEndObject();
      }
      json.writeRaw('\n');
    }
  }

  private static void writeValues(
      Block block, int row, SerializableString[] names, JsonGenerator json) throws IOException {
    for (int i = 0; i < names.length; i++) {
      Series one = block.series().get(i);
      if (!one.has(row)) {
        continue;
      }
      double value = one.value(row);
      json.writeFieldName(names[i]);
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeString(Double.toString(value));
      }
    }
  }

  private static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  @Override
  public Block read(Path file, Columns columns) throws IOException {
    Window rows = new Window(columns, Long.MAX_VALUE);
    try (JsonParser json = FACTORY.createParser(file.toFile())) {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        readRow(json, columns, rows);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
    }
    return rows.cut(rows.size());
  }

  private static void readRow(JsonParser json, Columns columns, Window rows) throws IOException {
    json.nextToken();
    json.nextToken();
    long step = json.getLongValue();
    json.nextToken();
    json.nextToken();
    long time = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(json.getText()));
    json.nextToken();
    json.nextToken();
    int row = rows.row(step, time, json.getIntValue());
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      int column = columns.named(json.currentName());
      double value =
          json.nextToken() == JsonToken.VALUE_STRING
              ? Double.parseDouble(json.getText())
              : json.getDoubleValue();
      rows.set(row, column, value);
    }
  }

  @Override
  public void close() {}
}
