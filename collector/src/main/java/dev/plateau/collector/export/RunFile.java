package dev.plateau.collector.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What run.json of an exported run says. Immutable by agreement.
 *
 * @param run run id
 * @param entry the run's whole entry of the registry, when it was exported last
 * @param exports what there is, by {@link ExportFormat#key}
 */
record RunFile(String run, JsonNode entry, Map<String, Manifest> exports) {
  static final String NAME = "run.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /**
   * Reads a file.
   *
   * @throws IOException naming the file and what to do, if it is not such a file
   */
  static RunFile read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(file), RunFile.class);
    } catch (JsonProcessingException e) {
      throw new IOException(
          file
              + " is not what an export wrote ("
              + e.getOriginalMessage()
              + "). Delete its folder, or export into another one.",
          e);
    }
  }

  byte[] toBytes() throws IOException {
    return JSON.writeValueAsBytes(this);
  }

  /** With another manifest and the newest entry. */
  RunFile with(JsonNode newest, ExportFormat format, Manifest manifest) {
    Map<String, Manifest> all = new TreeMap<>(exports);
    all.put(format.key(), manifest);
    return new RunFile(run, newest, all);
  }

  Manifest manifest(ExportFormat format) {
    return exports.getOrDefault(format.key(), Manifest.NONE);
  }
}
