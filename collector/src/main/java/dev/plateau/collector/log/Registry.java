package dev.plateau.collector.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.protocol.Topics;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The registry of runs: the present state of each, as any collector wrote it last. Immutable. */
public final class Registry {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Comparator<RunEntry> ORDER =
      Comparator.comparing(RunEntry::experiment).thenComparing(RunEntry::run);

  private final Map<String, byte[]> latest;

  private Registry(Map<String, byte[]> latest) {
    this.latest = latest;
  }

  /**
   * Reads the topic of the registry.
   *
   * @throws LogUnavailableException as {@link TopicReader} does
   */
  public static Registry read(String bootstrapServers, Map<String, String> clientConfig)
      throws LogUnavailableException {
    Map<String, byte[]> latest = new HashMap<>();
    try (TopicReader reader = TopicReader.open(bootstrapServers, clientConfig, Topics.RUNS)) {
      reader.readToEnd(
          record -> {
            if (record.value() == null) {
              latest.remove(record.run());
            } else {
              latest.put(record.run(), record.value());
            }
          });
    }
    return new Registry(latest);
  }

  /** All entries, by experiment and run. */
  public List<RunEntry> runs() {
    return latest.entrySet().stream()
        .map(entry -> parse(entry.getKey(), entry.getValue()))
        .sorted(ORDER)
        .toList();
  }

  /** The ids of all runs. */
  public Set<String> ids() {
    return Collections.unmodifiableSet(latest.keySet());
  }

  /** The entry of one run, if it has one. */
  public Optional<RunEntry> find(String run) {
    return Optional.ofNullable(latest.get(run)).map(entry -> parse(run, entry));
  }

  private static RunEntry parse(String run, byte[] entry) {
    try {
      JsonNode json = JSON.readTree(entry);
      if (json.path("run").asText().equals(run)) {
        return new RunEntry(json);
      }
    } catch (IOException e) {
      // As below.
    }
    // An entry of another program's making: shown by its name, the others are not lost for it.
    return new RunEntry(JSON.createObjectNode().put("run", run).put("phase", "unreadable"));
  }
}
