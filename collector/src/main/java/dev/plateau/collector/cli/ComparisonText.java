package dev.plateau.collector.cli;

import dev.plateau.collector.log.LoggedNumber;
import dev.plateau.collector.log.Plateau;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.look.ComparedRun;
import dev.plateau.collector.look.Comparison;
import dev.plateau.collector.look.Stretch;
import dev.plateau.protocol.Metrics;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs side by side, as text: two tables with one row a run, one with one column a run. */
final class ComparisonText {
  private static final int VALUE_WIDTH = 10;
  private static final int POSITION_WIDTH = 12;
  private static final int MAX_LAYERS = 3;
  private static final int MAX_EXPERIMENT = 32;

  private final Comparison comparison;
  private final List<ComparedRun> runs;
  private final PrintWriter out;
  private final int columns;

  ComparisonText(Comparison comparison, PrintWriter out, int columns) {
    this.comparison = comparison;
    this.runs = comparison.runs();
    this.out = out;
    this.columns = columns;
  }

  void print() {
    printRuns();
    printStabilizations();
    printLastValues();
    printRemarks();
    int perTable = Math.max(1, (columns - POSITION_WIDTH) / VALUE_WIDTH);
    for (int first = 0; first < runs.size(); first += perTable) {
      printValues(first, Math.min(runs.size(), first + perTable));
    }
  }

  private void printRuns() {
    TextTable table = new TextTable("#", "RUN", "EXPERIMENT", "PHASE", "LAST STEP");
    for (int i = 0; i < runs.size(); i++) {
      RunEntry run = runs.get(i).run();
      table.add(
          mark(i),
          run.run(),
          run.experiment().isEmpty() ? "-" : WrappedItems.cut(run.experiment(), MAX_EXPERIMENT),
          run.phase(),
          run.lastStep() < 0 ? "-" : Long.toString(run.lastStep()));
    }
    table.print(out);
  }

  private void printStabilizations() {
    out.println();
    TextTable table = new TextTable("#", "STABILIZED", "START", "END", "STEPS", "LEVEL", "CAUSE");
    for (int i = 0; i < runs.size(); i++) {
      if (runs.get(i).plateau().isEmpty()) {
        table.add(mark(i), "never", "-", "-", "-", "-", "-");
      } else {
        Plateau plateau = runs.get(i).plateau().get();
        Plateau.End end = plateau.end();
        table.add(
            mark(i),
            plateau.source() + " " + plateau.ordinal(),
            Long.toString(plateau.startStep()),
            end == null ? "-" : Long.toString(end.onsetStep()),
            end == null ? "-" : Long.toString(plateau.steps()),
            String.format(Locale.ROOT, "%.3g", plateau.level()),
            end == null ? "-" : end.cause());
      }
    }
    table.print(out);
  }

  private void printLastValues() {
    List<String> metrics = lastMetrics();
    if (metrics.isEmpty()) {
      return;
    }
    out.println();
    List<String> head = new ArrayList<>(List.of("#"));
    metrics.forEach(metric -> head.add("LAST " + metric));
    TextTable table = new TextTable(head.toArray(new String[0]));
    for (int i = 0; i < runs.size(); i++) {
      List<String> row = new ArrayList<>(List.of(mark(i)));
      for (String metric : metrics) {
        row.add(lastValue(runs.get(i).run(), metric));
      }
      table.add(row.toArray(new String[0]));
    }
    table.print(out);
  }

  /** Those of the papers' measures that any of the runs has. */
  private List<String> lastMetrics() {
    List<String> known =
        runs.stream().flatMap(run -> run.run().metrics().stream()).distinct().sorted().toList();
    List<String> shown = new ArrayList<>();
    for (String metric :
        List.of(
            comparison.metric().toString(),
            Metrics.LOSS.metric(),
            Metrics.TEST_LOSS.metric(),
            Metrics.NTK_RANK.metric())) {
      if (known.contains(metric) && !shown.contains(metric)) {
        shown.add(metric);
      }
    }
    known.stream()
        .filter(metric -> metric.startsWith(Metrics.FEATURE_SPARSITY + "/"))
        .filter(metric -> !shown.contains(metric))
        .limit(MAX_LAYERS)
        .forEach(shown::add);
    return shown;
  }

  private static String lastValue(RunEntry run, String metric) {
    var json = run.json().path("metrics").path(metric);
    return json.isMissingNode() ? "-" : number(LoggedNumber.of(json.path("value")));
  }

  private void printRemarks() {
    List<String> remarks = new ArrayList<>();
    for (ComparedRun run : runs) {
      if (run.origin().isEmpty()) {
        remarks.add(run.run().run() + " has " + missing(run) + ": it has no values below.");
      }
      LateBeginning.sentence(run.run(), run.beginsLate(), run.firstStepRead())
          .ifPresent(remarks::add);
    }
    if (!remarks.isEmpty()) {
      out.println();
      remarks.forEach(out::println);
    }
  }

  private static String missing(ComparedRun run) {
    return run.plateau().isEmpty() ? "no stabilization" : "no stabilization that ended";
  }

  private void printValues(int first, int end) {
    List<Stretch> rows =
        runs.stream()
            .map(ComparedRun::stretches)
            .filter(stretches -> !stretches.isEmpty())
            .findFirst()
            .orElse(List.of());
    if (rows.isEmpty()) {
      return;
    }
    out.println();
    out.println(
        comparison.metric()
            + " by "
            + switch (comparison.alignment()) {
              case STEP -> "step";
              case STABILIZATION_START -> "steps since the stabilization began";
              case STABILIZATION_END -> "steps since the stabilization ended";
            });
    StringBuilder head = new StringBuilder(" ".repeat(POSITION_WIDTH));
    for (int i = first; i < end; i++) {
      head.append(right(mark(i)));
    }
    out.println(head);
    for (int row = 0; row < rows.size(); row++) {
      printRow(row, rows.get(row).position(), first, end);
    }
  }

  private void printRow(int row, long position, int first, int end) {
    StringBuilder line =
        new StringBuilder(String.format(Locale.ROOT, "%" + POSITION_WIDTH + "d", position));
    for (int i = first; i < end; i++) {
      List<Stretch> stretches = runs.get(i).stretches();
      line.append(
          right(
              stretches.isEmpty() || !stretches.get(row).isKnown()
                  ? "-"
                  : number(stretches.get(row).last())));
    }
    out.println(line);
  }

  private static String right(String text) {
    return String.format(Locale.ROOT, "%" + VALUE_WIDTH + "s", text);
  }

  private static String mark(int i) {
    return "#" + (i + 1);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
