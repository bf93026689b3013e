package dev.plateau.collector.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.log.LoggedNumber;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunEntry.LoggedAttempt;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the registry knows of a run, as text: what it is, its attempts, values and books. */
final class RunText {
  private static final int MAX_ATTEMPTS = 10;
  private static final int MAX_NAME = 40;

  private final RunEntry run;
  private final PrintWriter out;
  private final int columns;

  RunText(RunEntry run, PrintWriter out, int columns) {
    this.run = run;
    this.out = out;
    this.columns = columns;
  }

  void printHead() {
    List<String> names = new ArrayList<>(List.of(run.run()));
    if (!run.name().isEmpty()) {
      names.add("\"" + run.name() + "\"");
    }
    names.add(run.experiment().isEmpty() ? "no experiment" : "experiment " + run.experiment());
    print("", names);
    print("", List.of(state(), "first record " + time(run.firstTimeMicros()), last()));
    texts("config", run.config());
    texts("tags", run.tags());
  }

  private String state() {
    String at =
        run.lastStep() < 0
            ? ", no step yet"
            : " at step "
                + run.lastStep()
                + (run.plannedSteps() == 0 ? "" : "/" + (run.plannedSteps() - 1));
    String reason = run.reason().isEmpty() ? "" : ": " + run.reason();
    return (run.isEnded() ? "" : "running, ") + run.phase() + at + reason;
  }

  private String last() {
    return "last " + time(run.lastTimeMicros());
  }

  private static String time(long micros) {
    return micros == 0
        ? "unknown"
        : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private void texts(String what, Map<String, String> texts) {
    if (!texts.isEmpty()) {
      out.println();
      out.println(what);
      print(" ", texts.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    }
  }

  void printAttempts() {
    List<LoggedAttempt> attempts = run.attempts();
    if (attempts.isEmpty()) {
      return;
    }
    out.println();
    TextTable table =
        new TextTable("ATTEMPT", "SESSION", "STEPS", "SUPERSEDED FROM", "MISSING", "DROPPED");
    List<LoggedAttempt> shown =
        attempts.subList(Math.max(0, attempts.size() - MAX_ATTEMPTS), attempts.size());
    for (LoggedAttempt attempt : shown) {
      table.add(
          Integer.toString(attempt.number()),
          attempt.session().isEmpty() ? "none" : attempt.session().substring(0, 8),
          attempt.firstStep() < 0 ? "-" : attempt.firstStep() + " to " + attempt.lastStep(),
          attempt.supersededFrom() == Long.MAX_VALUE
              ? "-"
              : Long.toString(attempt.supersededFrom()),
          attempt.json().path("missing").asText("-"),
          attempt.json().path("dropped_steps").asText("-"));
    }
    table.print(out);
    if (shown.size() < attempts.size()) {
      out.println("and " + (attempts.size() - shown.size()) + " before them; --json has them.");
    }
  }

  void printMetrics() {
    JsonNode metrics = run.json().path("metrics");
    if (metrics.isEmpty()) {
      return;
    }
    out.println();
    out.println("last values" + (run.lastStep() < 0 ? "" : ", at step " + run.lastStep()));
    List<String> items = new ArrayList<>();
    metrics.properties().forEach(metric -> items.add(item(metric.getKey(), metric.getValue())));
    int width = items.stream().mapToInt(String::length).max().orElse(1);
    int each = Math.max(1, (columns - 1 + 2) / (width + 2));
    int lines = (items.size() + each - 1) / each;
    // Down the columns, so that names that belong together stand together.
    for (int line = 0; line < lines; line++) {
      StringBuilder text = new StringBuilder(" ");
      for (int i = line; i < items.size(); i += lines) {
        text.append(items.get(i)).append(" ".repeat(width - items.get(i).length() + 2));
      }
      out.println(text.toString().stripTrailing());
    }
  }

  private String item(String name, JsonNode metric) {
    long step = metric.path("step").asLong(-1);
    return WrappedItems.cut(name, MAX_NAME)
        + " "
        + String.format(Locale.ROOT, "%.5g", LoggedNumber.of(metric.path("value")))
        + (step == run.lastStep() ? "" : " (step " + step + ")");
  }

  void printLedger() {
    JsonNode ledger = run.json().path("ledger");
    out.println();
    out.println("ledger");
    print(
        " ",
        List.of(
            "records "
                + ledger.path("received").asText("0")
                + " = applied "
                + ledger.path("applied").asText("0")
                + " + duplicate "
                + ledger.path("duplicate").asText("0")
                + " + superseded "
                + ledger.path("superseded").asText("0")
                + " + malformed "
                + ledger.path("malformed").asText("0"),
            "missing " + ledger.path("missing").asText("0"),
            "conflicts " + ledger.path("conflicts").asText("0"),
            "steps " + ledger.path("steps").asText("0"),
            "repeated " + ledger.path("repeated_steps").asText("0"),
            "dropped " + ledger.path("dropped_steps").asText("0")));
  }

  private void print(String indent, List<String> items) {
    WrappedItems.lines(indent, items, columns).forEach(out::println);
  }
}
