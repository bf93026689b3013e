package dev.plateau.collector.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * When a run was told to be lost. No record says so, only the watermark did: an event {@code
 * run_lost} says at which watermark, and how long the run had been silent, hence behind which
 * record. Mutable; for one run and one thread.
 */
final class Silences {
  private final Map<Long, Deque<Long>> watermarks = new HashMap<>();

  /**
   * @param events what was recorded of the run, in the order in which it was
   */
  Silences(List<JsonNode> events) {
    for (JsonNode event : events) {
      if (event.path("kind").asText().equals("run_lost")) {
        long watermarkMicros = micros(event.path("time"));
        long lastAppendMicros = watermarkMicros - micros(event.path("silent_seconds"));
        watermarks
            .computeIfAbsent(lastAppendMicros, micros -> new ArrayDeque<>())
            .addLast(watermarkMicros);
      }
    }
  }

  /** The same once more. */
  Silences(Silences other) {
    other.watermarks.forEach((last, told) -> watermarks.put(last, new ArrayDeque<>(told)));
  }

  private static long micros(JsonNode seconds) {
    return Math.round(seconds.asDouble() * 1e6);
  }

  /**
   * The watermark at which a run with this last record was lost, once each time that it was; empty:
   * it was not.
   *
   * @param lastAppendMicros append time of the last record before the silence
   */
  OptionalLong lostAfter(long lastAppendMicros) {
    Deque<Long> told = watermarks.get(lastAppendMicros);
    return told == null || told.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(told.removeFirst());
  }
}
