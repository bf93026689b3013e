package dev.plateau.collector.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.collector.phase.DetectorKind;
import dev.plateau.collector.verify.Account;
import dev.plateau.collector.verify.DetectorDiff;
import dev.plateau.collector.verify.Passed;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How another detector's stabilizations compare with the recorded ones. */
final class ComparisonReport implements PassReport<DetectorDiff> {
  private static final String NONE = "-";

  private final String place;
  private final DetectorKind detector;
  private final List<DetectorDiff> runs = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  ComparisonReport(String place, DetectorKind detector) {
    this.place = place;
    this.detector = detector;
  }

  @Override
  public void add(Passed<DetectorDiff> passed) {
    if (passed instanceof Passed.Whole<DetectorDiff> whole) {
      runs.add(whole.result());
    } else if (passed instanceof Passed.BeginsLate) {
      skipped.add(passed.run());
    }
  }

  @Override
  public void ofNoRun(long records) {
    // Nothing is told of them.
  }

  @Override
  public void print(PrintWriter out) {
    TextTable table =
        new TextTable(
            "RUN", "ATTEMPT", "LOSS", "SAID BY", "BEGAN", "LEVEL", "ENDED", "SEEN AFTER", "CAUSE");
    for (DetectorDiff run : runs) {
      for (DetectorDiff.Pair pair : run.same()) {
        add(table, run, "recorded", pair.recorded());
        add(table, run, "= " + detector.label(), pair.other());
      }
      run.onlyRecorded().forEach(account -> add(table, run, "only recorded", account));
      run.onlyOther().forEach(account -> add(table, run, "only " + detector.label(), account));
    }
    table.print(out);
    out.printf(
        Locale.ROOT,
        "%s: of the stabilizations of %,d run%s %,d are the same by %s, %,d are only recorded, %,d"
            + " are only by %s%n",
        place,
        runs.size(),
        runs.size() == 1 ? "" : "s",
        runs.stream().mapToLong(run -> run.same().size()).sum(),
        detector.label(),
        runs.stream().mapToLong(run -> run.onlyRecorded().size()).sum(),
        runs.stream().mapToLong(run -> run.onlyOther().size()).sum(),
        detector.label());
    skipped.forEach(run -> out.println(run + ": left out, as the log has dropped its beginning"));
  }

  private static void add(TextTable table, DetectorDiff run, String who, Account account) {
    boolean ended = account.isEnded();
    table.add(
        run.run(),
        Integer.toString(account.attempt()),
        account.source(),
        who,
        Long.toString(account.startStep()),
        String.format(Locale.ROOT, "%.3g", Math.pow(10, account.levelLog10())),
        ended ? Long.toString(account.onsetStep()) : NONE,
        ended ? account.delaySteps() + " steps" : NONE,
        ended ? account.cause() : NONE);
  }

  @Override
  public JsonNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("place", place);
    json.put("detector", detector.label());
    ArrayNode list = json.putArray("runs");
    for (DetectorDiff run : runs) {
      ObjectNode one = list.addObject().put("run", run.run());
      ArrayNode same = one.putArray("same");
      for (DetectorDiff.Pair pair : run.same()) {
        ObjectNode both = same.addObject();
        both.set("recorded", json(pair.recorded()));
        both.set("other", json(pair.other()));
      }
      ArrayNode onlyRecorded = one.putArray("only_recorded");
      run.onlyRecorded().forEach(account -> onlyRecorded.add(json(account)));
      ArrayNode onlyOther = one.putArray("only_other");
      run.onlyOther().forEach(account -> onlyOther.add(json(account)));
    }
    ArrayNode late = json.putArray("begin_late");
    skipped.forEach(late::add);
    return json;
  }

  private static ObjectNode json(Account account) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("attempt", account.attempt())
            .put("source", account.source())
            .put("start_step", account.startStep());
    if (Double.isFinite(account.levelLog10())) {
      json.put("level_log10", account.levelLog10());
    } else {
      json.put("level_log10", Double.toString(account.levelLog10()));
    }
    if (account.isEnded()) {
      json.put("onset_step", account.onsetStep())
          .put("detected_step", account.detectedStep())
          .put("delay_steps", account.delaySteps())
          .put("cause", account.cause());
    }
    return json;
  }
}
