package dev.plateau.collector.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.log.Plateau;
import dev.plateau.collector.log.RunEntry;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened to a run, as text: its stabilizations, and everything else with its step. */
final class HistoryText {
  private static final int MAX_LINES = 16;

  private final RunEntry run;
  private final List<JsonNode> events;
  private final PrintWriter out;
  private final int columns;

  HistoryText(RunEntry run, List<JsonNode> events, PrintWriter out, int columns) {
    this.run = run;
    this.events = events;
    this.out = out;
    this.columns = columns;
  }

  void printStabilizations() {
    List<Plateau> plateaus = Plateau.of(events);
    out.println();
    if (plateaus.isEmpty()) {
      out.println("No stabilization of the loss" + (run.isEnded() ? "." : " yet."));
      return;
    }
    TextTable table =
        new TextTable("STABILIZED", "LEVEL", "START", "END", "STEPS", "CAUSE", "SEEN AFTER");
    plateaus.forEach(plateau -> add(table, plateau));
    table.print(out);
    if (plateaus.stream().anyMatch(plateau -> plateau.isSuperseded(run))) {
      out.println("*: of an attempt whose steps were superseded by a later one");
    }
  }

  private void add(TextTable table, Plateau plateau) {
    Plateau.End end = plateau.end();
    table.add(
        plateau.source() + " " + plateau.ordinal() + (plateau.isSuperseded(run) ? "*" : ""),
        number(plateau.level()),
        Long.toString(plateau.startStep()),
        end == null ? "-" : Long.toString(end.onsetStep()),
        end == null ? "-" : Long.toString(plateau.steps()),
        end == null ? "-" : end.cause(),
        delay(plateau.startStep(), plateau.beganAtStep())
            + (end == null ? "" : ", " + delay(end.onsetStep(), end.detectedStep())));
  }

  private static String delay(long step, long seen) {
    return Long.toString(seen - step);
  }

  void printEvents() {
    List<String> lines = new ArrayList<>();
    for (JsonNode event : events) {
      String what = what(event);
      if (!what.isEmpty()) {
        lines.add(WrappedItems.cut(" " + what, columns));
      }
    }
    if (lines.isEmpty()) {
      return;
    }
    out.println();
    out.println("events");
    int left = lines.size() - MAX_LINES;
    for (int i = 0; i < lines.size(); i++) {
      if (left <= 1 || i < MAX_LINES / 2 || i >= lines.size() - MAX_LINES / 2) {
        out.println(lines.get(i));
      } else if (i == MAX_LINES / 2) {
        out.println(" and " + left + " more; 'plateau events --run " + run.run() + "' has them");
      }
    }
  }

  private static String what(JsonNode event) {
    return event.path("kind").asText().startsWith("stabilization_") ? "" : EventLine.what(event);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
