package dev.plateau.collector.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.run.RunEvent;
import dev.plateau.collector.run.RunJson;
import dev.plateau.collector.run.RunView;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What collectors write of events and runs, as it reads. Stateless. */
final class WrittenJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private WrittenJson() {}

  static JsonNode of(RunEvent event) {
    return read(RunJson.encode(event));
  }

  /**
   * @param partition partition of {@code plateau.steps} that keeps the run's records
   */
  static JsonNode of(RunView view, int partition) {
    return read(RunJson.encode(view, partition));
  }

  private static JsonNode read(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("what was just written is JSON", e);
    }
  }
}
