package dev.plateau.collector.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.protocol.Topics;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The registry of runs: the present state of each, as any collector wrote it last. */
public final class Registry {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Registry() {}

  /**
   * All runs that the registry has, by experiment and run, each as the JSON object of its entry.
   *
   * @throws LogUnavailableException as {@link TopicReader} does; an entry that is not JSON has the
   *     phase "unreadable"
   */
  public static List<JsonNode> read(String bootstrapServers, Map<String, String> clientConfig)
      throws LogUnavailableException {
    Map<String, byte[]> latest = new HashMap<>();
    try (TopicReader reader = TopicReader.open(bootstrapServers, clientConfig, Topics.RUNS)) {
      reader.readToEnd(
          record -> {
            if (record.value() == null) {
              latest.remove(record.key());
            } else {
              latest.put(record.key(), record.value());
            }
          });
    }
    return latest.entrySet().stream()
        .map(entry -> parse(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparing((JsonNode run) -> run.path("experiment").asText())
                .thenComparing(run -> run.path("run").asText()))
        .toList();
  }

  private static JsonNode parse(String run, byte[] entry) {
    try {
      return JSON.readTree(entry);
    } catch (IOException e) {
      // An entry of another program's making: shown by its name, the others are not lost for it.
      return JSON.createObjectNode().put("run", run).put("phase", "unreadable");
    }
  }
}
