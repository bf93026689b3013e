package dev.plateau.collector.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Alarms as JSON: an object of traces by file name, each with the lists {@code loss} and {@code
 * full_loss}. One value a line and nothing indented, so that two such files compare line by line.
 */
public final class AlarmsJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private AlarmsJson() {}

  /**
   * Writes the alarms in the map's order and flushes, but leaves the writer open.
   *
   * @throws IOException as the writer does
   */
  public static void write(Map<String, TraceAlarms> alarms, Writer writer) throws IOException {
    JsonGenerator json = FACTORY.createGenerator(writer).setPrettyPrinter(oneValueALine());
    json.writeStartObject();
    for (Map.Entry<String, TraceAlarms> trace : alarms.entrySet()) {
      json.writeObjectFieldStart(trace.getKey());
      writeColumn(json, "loss", trace.getValue().loss());
      writeColumn(json, "full_loss", trace.getValue().fullLoss());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.flush();
  }

  private static void writeColumn(JsonGenerator json, String column, List<Alarm> alarms)
      throws IOException {
    json.writeArrayFieldStart(column);
    for (Alarm alarm : alarms) {
      json.writeStartObject();
      json.writeNumberField("observation", alarm.observation());
      json.writeNumberField("step", alarm.step());
      json.writeStringField("kind", alarm.kind().name().toLowerCase(Locale.ROOT));
      json.writeNumberField("plateau_start_step", alarm.plateauStartStep());
      json.writeNumberField("onset_step", alarm.onsetStep());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static DefaultPrettyPrinter oneValueALine() {
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultIndenter lineBreak = new DefaultIndenter("", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
    printer.indentArraysWith(lineBreak);
    printer.indentObjectsWith(lineBreak);
    return printer;
  }
}
