package dev.plateau.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;

/** Writes a {@link StepBatch} in the shape of {@link JsonCodec}. */
final class JsonStepsWriter {
  private final JsonGenerator json;

  JsonStepsWriter(JsonGenerator json) {
    this.json = json;
  }

  void write(RunId run, Origin origin, StepBatch batch) throws IOException {
    int[] next = new int[batch.columns().size()];
    json.writeStartArray();
    for (int row = 0; row < batch.size(); row++) {
      json.writeStartObject();
      json.writeStringField("run", run.value());
      if (origin instanceof Origin.Sequenced sequenced) {
        json.writeStringField("session", sequenced.session().toString());
        json.writeNumberField("sequence", sequenced.sequence());
      }
      if (!batch.experiment().isEmpty()) {
        json.writeStringField("experiment", batch.experiment());
      }
      json.writeNumberField("step", batch.step(row));
      // Exact: seconds with six decimals.
      json.writeFieldName("time");
      json.writeNumber(BigDecimal.valueOf(batch.timeMicros(row), 6).toPlainString());
      writeMetrics(batch, row, next);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeMetrics(StepBatch batch, int row, int[] next) throws IOException {
    json.writeObjectFieldStart("metrics");
    for (int c = 0; c < next.length; c++) {
      Column column = batch.columns().get(c);
      if (next[c] < column.size() && column.row(next[c]) == row) {
        writeValue(column.name().toString(), column.value(next[c]++));
      }
    }
    json.writeEndObject();
  }

  private void writeValue(String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeStringField(name, Double.toString(value));
    }
  }
}
