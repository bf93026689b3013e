package dev.plateau.collector.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.run.Folded;
import dev.plateau.collector.run.RecordPosition;
import dev.plateau.collector.run.RunEvent;
import dev.plateau.collector.run.RunFold;
import dev.plateau.collector.run.RunJson;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunState;
import dev.plateau.collector.run.RunView;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.NearestName;
import dev.plateau.protocol.RunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A log in memory, of one partition: what is added is kept and folded at once, as a collector
 * would. The registry's entries of runs are those of that moment, or of an earlier one after {@link
 * #freezeRegistry}.
 */
public final class MemoryRuns implements RunLog {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long APART_MICROS = 200_000;

  private final RunFold fold = new RunFold(RunLife.DEFAULT);
  private final List<RunRecord> records = new ArrayList<>();
  private final Map<String, RunState> states = new TreeMap<>();
  private final Map<String, List<JsonNode>> events = new LinkedHashMap<>();
  private final Map<String, RunEntry> frozen = new TreeMap<>();
  private long nowMicros = 1_700_000_000_000_000L;
  private int dropped;

  /** Adds a record, as Protobuf. */
  public MemoryRuns add(Envelope envelope) {
    return add(envelope.run().value(), MessageCodec.encode(envelope), null);
  }

  /** Adds records. */
  public MemoryRuns addAll(Iterable<Envelope> envelopes) {
    envelopes.forEach(this::add);
    return this;
  }

  /** Adds a record of any content. */
  public MemoryRuns add(String key, byte[] value, @Nullable String contentType) {
    nowMicros += APART_MICROS;
    RecordPosition at = new RecordPosition(0, records.size(), nowMicros);
    RunRecord record = new RunRecord(at, key.getBytes(StandardCharsets.UTF_8), value, contentType);
    records.add(record);
    RunId run = new RunId(key);
    RunState state = states.computeIfAbsent(key, k -> RunState.unseen(run));
    Folded folded;
    if (record.decode() instanceof Decoded.Valid valid) {
      folded = fold.apply(state, valid.envelope(), at);
    } else if (state.isBegun()) {
      folded = fold.malformed(state, at);
    } else {
      folded = Folded.MALFORMED;
    }
    for (RunEvent event : folded.events()) {
      events.computeIfAbsent(key, k -> new ArrayList<>()).add(parse(RunJson.encode(event)));
    }
    return this;
  }

  /** Lets the time pass without a word. */
  public void pass(long micros) {
    nowMicros += micros;
  }

  /** From now on entries are those of this moment, as if no collector were running. */
  public void freezeRegistry() {
    for (RunEntry run : runs()) {
      frozen.put(run.run(), run);
    }
  }

  /** Drops the first records, as retention does. */
  public void dropFirst(int count) {
    dropped = count;
  }

  /** All records, those of all runs. */
  public List<RunRecord> all() {
    return List.copyOf(records);
  }

  /** What the collector would make of the run now. */
  public RunView view(String run) {
    RunState state = states.get(run);
    if (state == null) {
      throw new IllegalArgumentException("no run " + run);
    }
    return RunView.of(state);
  }

  @Override
  public String place() {
    return "the log in memory";
  }

  @Override
  public List<RunEntry> runs() {
    List<RunEntry> entries = new ArrayList<>();
    states.forEach(
        (run, state) -> {
          if (frozen.containsKey(run)) {
            entries.add(frozen.get(run));
          } else if (state.isBegun() && !state.isForgotten()) {
            entries.add(new RunEntry(parse(RunJson.encode(RunView.of(state), 0))));
          }
        });
    entries.sort(Comparator.comparing(RunEntry::experiment).thenComparing(RunEntry::run));
    return entries;
  }

  @Override
  public RunEntry find(String run) throws IOException {
    List<RunEntry> runs = runs();
    return runs.stream()
        .filter(entry -> entry.run().equals(run))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownRunException(
                    run,
                    place(),
                    NearestName.of(run, runs.stream().map(RunEntry::run).toList(), 3)));
  }

  @Override
  public RunRecords recordsFrom(RunEntry run, long offset) {
    byte[] key = run.run().getBytes(StandardCharsets.UTF_8);
    List<RunRecord> wanted =
        records.stream()
            .filter(record -> record.at().offset() >= Math.max(offset, dropped))
            .filter(record -> java.util.Arrays.equals(record.key(), key))
            .toList();
    boolean late =
        records.stream()
            .limit(dropped)
            .anyMatch(record -> java.util.Arrays.equals(record.key(), key));
    return new ListedRecords(wanted, late);
  }

  @Override
  public RunRecords allRecords() {
    return new ListedRecords(List.copyOf(records.subList(dropped, records.size())), dropped > 0);
  }

  @Override
  public List<JsonNode> events(RunEntry run) {
    return List.copyOf(events.getOrDefault(run.run(), List.of()));
  }

  @Override
  public Map<String, List<JsonNode>> allEvents() {
    return events;
  }

  @Override
  public void close() {
    // Memory needs none.
  }

  private static JsonNode parse(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A cursor over a list. */
  private static final class ListedRecords implements RunRecords {
    private final Iterator<RunRecord> records;
    private final int size;
    private final boolean beginsLate;
    private int given;
    private long bytes;

    ListedRecords(List<RunRecord> records, boolean beginsLate) {
      this.records = records.iterator();
      this.size = records.size();
      this.beginsLate = beginsLate;
    }

    @Override
    public @Nullable RunRecord next() {
      if (!records.hasNext()) {
        return null;
      }
      given++;
      RunRecord record = records.next();
      bytes += record.value() == null ? 0 : record.value().length;
      return record;
    }

    @Override
    public long bytesRead() {
      return bytes;
    }

    @Override
    public double progress() {
      return size == 0 ? 1 : (double) given / size;
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
