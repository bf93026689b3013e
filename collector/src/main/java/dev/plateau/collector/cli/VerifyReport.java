package dev.plateau.collector.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.collector.run.MissingRecords;
import dev.plateau.collector.run.Outcome;
import dev.plateau.collector.run.Totals;
import dev.plateau.collector.verify.Passed;
import dev.plateau.collector.verify.Verification;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code plateau verify} found: first each run that is not as it should be, then the sums. */
final class VerifyReport implements PassReport<Verification> {
  private static final int LINES_A_RUN = 20;

  private final String place;
  private final boolean isOfAll;
  private final List<Passed<Verification>> runs = new ArrayList<>();
  private long recordsOfNoRun;

  /**
   * @param place what was read
   * @param isOfAll whether all runs were: then those that the log has the end of only are no fault
   */
  VerifyReport(String place, boolean isOfAll) {
    this.place = place;
    this.isOfAll = isOfAll;
  }

  @Override
  public void add(Passed<Verification> passed) {
    runs.add(passed);
  }

  @Override
  public void ofNoRun(long records) {
    recordsOfNoRun = records;
  }

  /** Whether all is identical and complete. */
  boolean isGood() {
    return runs.stream().allMatch(this::isGood);
  }

  private boolean isGood(Passed<Verification> passed) {
    if (passed instanceof Passed.Whole<Verification> whole) {
      return whole.result().isIdentical() && whole.result().isComplete();
    }
    return isOfAll && passed instanceof Passed.BeginsLate;
  }

  private Stream<Verification> whole() {
    return runs.stream()
        .filter(Passed.Whole.class::isInstance)
        .map(passed -> ((Passed.Whole<Verification>) passed).result());
  }

  @Override
  public void print(PrintWriter out) {
    for (Passed<Verification> passed : runs) {
      List<String> lines = lines(passed);
      lines.stream().limit(LINES_A_RUN).forEach(line -> out.println(passed.run() + ": " + line));
      if (lines.size() > LINES_A_RUN) {
        out.printf(
            Locale.ROOT,
            "%s: and %,d more; --json has all%n",
            passed.run(),
            lines.size() - LINES_A_RUN);
      }
    }
    printSums(out);
  }

  private List<String> lines(Passed<Verification> passed) {
    if (passed instanceof Passed.BeginsLate<Verification> late) {
      return List.of(
          late.firstStep() < 0
              ? "cannot be verified: the log has dropped it"
              : number(
                  "cannot be verified: the log has dropped its beginning and has it from step %,d"
                      + " on",
                  late.firstStep()));
    } else if (passed instanceof Passed.Scattered<Verification> scattered) {
      return List.of(
          "has records on partition "
              + scattered.partition()
              + " too, which no collector folds with the rest (librdkafka needs"
              + " partitioner=murmur2_random)");
    }
    return lines(((Passed.Whole<Verification>) passed).result());
  }

  private static List<String> lines(Verification run) {
    List<String> lines = new ArrayList<>();
    run.differences().forEach(difference -> lines.add(difference.describe()));
    run.missingRanges().forEach(range -> lines.add(line(range)));
    long unlisted =
        run.missing() - run.missingRanges().stream().mapToLong(MissingRecords::count).sum();
    add(lines, "%,d more records are missing, of which only the number is known", unlisted);
    add(lines, "%,d steps were dropped by the trainer", run.droppedSteps());
    add(
        lines,
        "%,d records are in conflict: another trainer or experiment",
        run.books().conflicts());
    return lines;
  }

  private static String line(MissingRecords range) {
    return String.format(
        Locale.ROOT,
        "%,d record%s of attempt %d missing: sequence %s of session %s",
        range.count(),
        range.count() == 1 ? "" : "s",
        range.attempt(),
        range.count() == 1 ? "" + range.from() : range.from() + " to " + (range.to() - 1),
        range.session());
  }

  private static void add(List<String> lines, String form, long count) {
    if (count > 0) {
      lines.add(number(form, count));
    }
  }

  private static String number(String form, long number) {
    return String.format(Locale.ROOT, form, number);
  }

  private void printSums(PrintWriter out) {
    Totals books = books();
    long unreadable = sum(Verification::unreadable);
    out.printf(
        Locale.ROOT,
        "%s: %,d run%s, %,d records = %s%s; %,d steps, %,d events, %,d records missing%s%n",
        place,
        whole().count(),
        whole().count() == 1 ? "" : "s",
        sum(Verification::records) + recordsOfNoRun,
        Stream.of(Outcome.values())
            .map(outcome -> number("%,d ", books.records(outcome)) + outcome.label())
            .collect(Collectors.joining(" + ")),
        number(
            unreadable + recordsOfNoRun == 0 ? "" : " + %,d of no run",
            unreadable + recordsOfNoRun),
        books.steps(),
        sum(Verification::events),
        sum(Verification::missing),
        newer());
    out.println(verdict());
  }

  private String newer() {
    long newer = sum(Verification::newerRecords);
    return number(newer == 0 ? "" : "; %,d records are newer than the registry", newer);
  }

  private String verdict() {
    long differ = whole().filter(run -> !run.isIdentical()).count();
    long incomplete = whole().filter(run -> !run.isComplete()).count();
    long scattered = runs.stream().filter(Passed.Scattered.class::isInstance).count();
    long late = runs.stream().filter(Passed.BeginsLate.class::isInstance).count();
    List<String> parts = new ArrayList<>();
    add(parts, "%,d differ", differ);
    add(parts, "%,d have missing records", incomplete);
    add(parts, "%,d are on several partitions", scattered);
    if (parts.isEmpty() && (isOfAll || late == 0)) {
      parts.add("identical and complete");
    }
    add(parts, isOfAll ? "%,d skipped, whose beginning is gone" : "not verified", late);
    return String.join(", ", parts);
  }

  private Totals books() {
    return whole().map(Verification::books).reduce(Totals.NONE, Totals::plus);
  }

  private long sum(java.util.function.ToLongFunction<Verification> count) {
    return whole().mapToLong(count).sum();
  }

  @Override
  public JsonNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("place", place);
    json.put("good", isGood());
    ObjectNode totals = json.putObject("totals");
    totals.put("runs", whole().count());
    totals.put("records", sum(Verification::records) + recordsOfNoRun);
    put(totals, books());
    totals.put("of_no_run", sum(Verification::unreadable) + recordsOfNoRun);
    totals.put("events", sum(Verification::events));
    totals.put("missing", sum(Verification::missing));
    totals.put("newer_than_registry", sum(Verification::newerRecords));
    var list = json.putArray("runs");
    runs.forEach(passed -> list.add(VerificationJson.of(passed)));
    return json;
  }

  /** The books as they stand in the registry too. */
  static void put(ObjectNode json, Totals books) {
    for (Outcome outcome : Outcome.values()) {
      json.put(outcome.label(), books.records(outcome));
    }
    json.put("conflicts", books.conflicts());
    json.put("steps", books.steps());
  }
}
