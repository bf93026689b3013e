package dev.plateau.collector.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.log.RunRecord;
import dev.plateau.collector.log.RunRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was recorded, in memory and open to falsification. */
final class RecordedRuns implements RunLog {
  final List<RunRecord> records = new ArrayList<>();
  final Map<String, List<JsonNode>> events = new TreeMap<>();
  final Map<String, JsonNode> registry = new TreeMap<>();
  boolean beginsLate;
  int passes;
  int singleReadings;

  /** The same, to be falsified. */
  RecordedRuns copy() {
    RecordedRuns copy = new RecordedRuns();
    copy.records.addAll(records);
    events.forEach(
        (run, told) ->
            copy.events.put(
                run, new ArrayList<>(told.stream().map(JsonNode::<JsonNode>deepCopy).toList())));
    registry.forEach((run, entry) -> copy.registry.put(run, entry.deepCopy()));
    return copy;
  }

  @Override
  public String place() {
    return "the log in memory";
  }

  @Override
  public List<RunEntry> runs() {
    return registry.values().stream().map(RunEntry::new).toList();
  }

  @Override
  public RunEntry find(String run) {
    JsonNode entry = registry.get(run);
    if (entry == null) {
      throw new IllegalArgumentException("no run " + run);
    }
    return new RunEntry(entry);
  }

  @Override
  public RunRecords recordsFrom(RunEntry run, long offset) {
    singleReadings++;
    return new Listed(
        records.stream().filter(record -> key(record).equals(run.run())).toList(), beginsLate);
  }

  @Override
  public RunRecords allRecords() {
    passes++;
    return new Listed(List.copyOf(records), beginsLate);
  }

  @Override
  public List<JsonNode> events(RunEntry run) {
    return events.getOrDefault(run.run(), List.of());
  }

  @Override
  public Map<String, List<JsonNode>> allEvents() {
    return events;
  }

  static String key(RunRecord record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    // Memory needs none.
  }

  private static final class Listed implements RunRecords {
    private final Iterator<RunRecord> records;
    private final boolean beginsLate;

    Listed(List<RunRecord> records, boolean beginsLate) {
      this.records = records.iterator();
      this.beginsLate = beginsLate;
    }

    @Override
    public @Nullable RunRecord next() {
      return records.hasNext() ? records.next() : null;
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    public double progress() {
      return 0;
    }

    @Override
    public boolean beginsLate() {
      return beginsLate;
    }

    @Override
    public void close() {
      // Memory needs none.
    }
  }
}
