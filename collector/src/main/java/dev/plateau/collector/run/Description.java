package dev.plateau.collector.run;

import dev.plateau.protocol.RunStarted;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run says of itself when it starts.
 *
 * @param experiment what it belongs to; empty: not said
 * @param name what people read; empty: the run id
 * @param config settings; at most 64 are kept, in the order of their keys, cut at 256 characters
 * @param tags labels, kept likewise; the one that says which run this one replays always
 * @param plannedSteps number of steps that it means to have made at its end; 0: unknown
 */
public record Description(
    String experiment,
    String name,
    Map<String, String> config,
    Map<String, String> tags,
    long plannedSteps) {
  private static final int MAX_ENTRIES = 64;
  private static final int MAX_LENGTH = 256;
  private static final String REPLAY_OF = "replay_of";

  static final Description NONE = new Description("", "", Map.of(), Map.of(), 0);

  public Description {
    config = capped(config);
    tags = cappedTags(tags);
  }

  /** A later start says all anew, except the experiment, which the first one fixed. */
  Description restarted(RunStarted started) {
    return new Description(
        experiment.isEmpty() ? cut(started.experiment()) : experiment,
        cut(started.name()),
        started.config(),
        started.tags(),
        started.plannedSteps());
  }

  Description withExperiment(String said) {
    return new Description(cut(said), name, config, tags, plannedSteps);
  }

  /** The run that this one replays, as its tag says; empty: it is no replay. */
  String replayOf() {
    return tags.getOrDefault(REPLAY_OF, "");
  }

  /** However many tags a run has, its replay must be known for one: it alerts nobody. */
  private static Map<String, String> cappedTags(Map<String, String> tags) {
    Map<String, String> kept = capped(tags);
    String replayOf = tags.get(REPLAY_OF);
    if (replayOf == null || kept.containsKey(REPLAY_OF)) {
      return kept;
    }
    TreeMap<String, String> others = new TreeMap<>(kept);
    others.pollLastEntry();
    others.put(REPLAY_OF, cut(replayOf));
    return Collections.unmodifiableMap(others);
  }

  private static Map<String, String> capped(Map<String, String> entries) {
    Map<String, String> kept = new TreeMap<>();
    new TreeMap<>(entries)
        .entrySet().stream()
            .limit(MAX_ENTRIES)
            .forEach(entry -> kept.put(cut(entry.getKey()), cut(entry.getValue())));
    return Collections.unmodifiableMap(kept);
  }

  /** As much of a text as is kept. */
  static String cut(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeUTF(experiment);
    out.writeUTF(name);
    write(out, config);
    write(out, tags);
    Varint.write(out, plannedSteps);
  }

  static Description readFrom(DataInput in) throws IOException {
    return new Description(
        in.readUTF(), in.readUTF(), readEntries(in), readEntries(in), Varint.read(in));
  }

  private static void write(DataOutput out, Map<String, String> entries) throws IOException {
    Varint.write(out, entries.size());
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeUTF(entry.getValue());
    }
  }

  private static Map<String, String> readEntries(DataInput in) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    int size = Varint.readInt(in);
    for (int i = 0; i < size; i++) {
      entries.put(in.readUTF(), in.readUTF());
    }
    return entries;
  }
}
