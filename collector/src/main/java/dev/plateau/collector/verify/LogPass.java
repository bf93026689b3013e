package dev.plateau.collector.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.log.RunNames;
import dev.plateau.collector.log.RunRecord;
import dev.plateau.collector.log.RunRecords;
import dev.plateau.protocol.RunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the records of one run, or of all runs at once: every partition is then read once,
 * with the state of each of its runs in memory, as a collector has it. For one thread.
 *
 * @param <R> what comes of a run
 */
public final class LogPass<R> {
  private static final String FORGOTTEN = "run_forgotten";

  private final RunLog log;
  private final RunPass.Beginning<R> beginning;
  private final Progress progress;

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * So much is read.
     *
     * @param fraction from 0 to 1
     * @param records how many were read
     */
    void at(double fraction, long records);
  }

  /**
   * @param log stays open
   * @param beginning begins the pass through each run
   */
  public LogPass(RunLog log, RunPass.Beginning<R> beginning, Progress progress) {
    this.log = log;
    this.beginning = beginning;
    this.progress = progress;
  }

  /**
   * Goes through one run, called by its id or its name.
   *
   * @throws dev.plateau.collector.log.UnknownRunException if the registry does not have it
   * @throws IOException with one sentence, if the log cannot be read
   */
  public Passed<R> one(String run) throws IOException {
    RunEntry entry = RunNames.find(log, run);
    List<JsonNode> events = log.events(entry);
    boolean wasDeleted =
        events.stream().anyMatch(event -> event.path("kind").asText().equals(FORGOTTEN));
    // Where a deletion lies the entry of a run that came back does not say.
    try (RunRecords records = wasDeleted ? log.allRecords() : log.records(entry)) {
      Progressed progressed = new Progressed(records);
      Running running = null;
      for (RunRecord record = progressed.next(); record != null; record = progressed.next()) {
        if (!wasDeleted || isOf(entry, record)) {
          if (running == null) {
            running = begin(entry, events, record, records.beginsLate(), wasDeleted);
          }
          running.next(record);
        }
      }
      return running == null
          ? withoutRecords(entry.run(), entry, events, records.beginsLate())
          : running.finish();
    }
  }

  private Running begin(
      RunEntry entry,
      List<JsonNode> events,
      RunRecord first,
      boolean logBeginsLate,
      boolean wasDeleted) {
    boolean late = logBeginsLate && (!wasDeleted || LateRun.isOne(entry, first));
    return new Running(new RunId(entry.run()), entry, events, late);
  }

  private static boolean isOf(RunEntry entry, RunRecord record) {
    return record.at().partition() == entry.partition()
        && entry.run().equals(new String(record.key(), StandardCharsets.UTF_8));
  }

  private Passed<R> withoutRecords(
      String run, @Nullable RunEntry entry, List<JsonNode> events, boolean logBeginsLate) {
    return logBeginsLate
        ? new Passed.BeginsLate<>(run, -1)
        : new Passed.Whole<>(run, beginning.begin(new RunId(run), entry, events).finish());
  }

  /**
   * Goes through all runs: those of the registry, those that have only records, and those that have
   * only events.
   *
   * @param each gets what came of each run, those of one partition by their ids
   * @return how many records belong to no run
   * @throws IOException with one sentence, if the log cannot be read
   */
  public long all(Consumer<Passed<R>> each) throws IOException {
    All all = new All(log.runs(), log.allEvents(), each);
    try (RunRecords records = log.allRecords()) {
      Progressed progressed = new Progressed(records);
      for (RunRecord record = progressed.next(); record != null; record = progressed.next()) {
        all.next(record, records);
      }
      all.finish(records.beginsLate());
      return all.ofNone;
    }
  }

  /** The runs of the present partition, and which ones are done. */
  private final class All {
    private final Map<String, RunEntry> entries = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> events;
    private final Consumer<Passed<R>> each;
    private final Map<String, Running> running = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    private final Set<String> scattered = new HashSet<>();
    private int partition = -1;
    private long ofNone;

    All(List<RunEntry> runs, Map<String, List<JsonNode>> events, Consumer<Passed<R>> each) {
      runs.forEach(entry -> entries.put(entry.run(), entry));
      this.events = events;
      this.each = each;
    }

    void next(RunRecord record, RunRecords records) {
      if (record.at().partition() != partition) {
        finishPartition();
        partition = record.at().partition();
      }
      String run = new String(record.key(), StandardCharsets.UTF_8);
      if (!RunId.isValid(run)) {
        ofNone++;
      } else if (isElsewhere(run)) {
        if (scattered.add(run)) {
          each.accept(new Passed.Scattered<>(run, partition));
        }
      } else {
        running.computeIfAbsent(run, r -> begin(r, record, records.beginsLate())).next(record);
      }
    }

    private boolean isElsewhere(String run) {
      @Nullable RunEntry entry = entries.get(run);
      return done.contains(run)
          || (entry != null && entry.partition() >= 0 && entry.partition() != partition);
    }

    private Running begin(String run, RunRecord first, boolean logBeginsLate) {
      @Nullable RunEntry entry = entries.get(run);
      return new Running(
          new RunId(run), entry, eventsOf(run), logBeginsLate && LateRun.isOne(entry, first));
    }

    private List<JsonNode> eventsOf(String run) {
      return events.getOrDefault(run, List.of());
    }

    private void finishPartition() {
      new TreeMap<>(running).forEach(this::finish);
      running.clear();
    }

    private void finish(String run, Running one) {
      if (one.isBegun() || entries.containsKey(run) || events.containsKey(run)) {
        done.add(run);
        each.accept(one.finish());
      } else {
        ofNone += one.records;
      }
    }

    void finish(boolean logBeginsLate) {
      finishPartition();
      Set<String> silent = new TreeSet<>(entries.keySet());
      silent.addAll(events.keySet());
      silent.removeAll(done);
      for (String run : silent) {
        if (RunId.isValid(run)) {
          each.accept(withoutRecords(run, entries.get(run), eventsOf(run), logBeginsLate));
        }
      }
    }
  }

  /** A run in the middle of its records. */
  private final class Running {
    private final RunId run;
    private final @Nullable LateRun late;
    private final @Nullable RunPass<R> pass;
    private long records;

    Running(RunId run, @Nullable RunEntry entry, List<JsonNode> events, boolean beginsLate) {
      this.run = run;
      late = beginsLate ? new LateRun() : null;
      pass = beginsLate ? null : beginning.begin(run, entry, events);
    }

    void next(RunRecord record) {
      records++;
      if (late != null) {
        late.next(record);
      } else if (pass != null) {
        pass.next(record);
      }
    }

    boolean isBegun() {
      return pass == null || pass.isBegun();
    }

    Passed<R> finish() {
      return pass == null
          ? new Passed.BeginsLate<>(run.value(), late == null ? -1 : late.firstStep())
          : new Passed.Whole<>(run.value(), pass.finish());
    }
  }

  /** Says from time to time how far the reading is. */
  private final class Progressed {
    private static final long EVERY = 256;

    private final RunRecords records;
    private long read;

    Progressed(RunRecords records) {
      this.records = records;
    }

    @Nullable RunRecord next() throws IOException {
      RunRecord record = records.next();
      if (++read % EVERY == 0) {
        progress.at(records.progress(), read);
      }
      return record;
    }
  }
}
