package dev.plateau.collector.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run without reading its records: its entry of the registry, as any collector
 * wrote it last. Of a run that goes on it may be ten seconds old. Immutable by agreement.
 *
 * @param json the whole entry, as {@link dev.plateau.collector.run.RunJson} wrote it; for what has
 *     no accessor here
 */
public record RunEntry(JsonNode json) {
  private static final int UNKNOWN = -1;

  /** As many attempts a collector keeps; an entry that has them may have lost its oldest. */
  private static final int ATTEMPTS_KEPT = 100;

  /** Run id. */
  public String run() {
    return json.path("run").asText();
  }

  /** What it belongs to; empty: not said. */
  public String experiment() {
    return json.path("experiment").asText();
  }

  /** What people read; empty: the run id. */
  public String name() {
    return json.path("name").asText();
  }

  /** What it is doing or how it ended, as {@link dev.plateau.collector.run.RunPhase} says it. */
  public String phase() {
    return json.path("phase").asText();
  }

  /** Whether it is over: completed, failed, stopped or lost. */
  public boolean isEnded() {
    return json.has("ended_time");
  }

  /** Why it failed; empty: not said. */
  public String reason() {
    return json.path("reason").asText();
  }

  /** Its last step; -1: none yet. */
  public long lastStep() {
    return json.path("step").asLong(UNKNOWN);
  }

  /** Steps that it means to have made at its end; 0: unknown. */
  public long plannedSteps() {
    return json.path("planned_steps").asLong();
  }

  /** Partition of {@code plateau.steps} that keeps its records; -1: not known. */
  public int partition() {
    return json.path("partition").asInt(UNKNOWN);
  }

  /** Append time of its first record, microseconds since the epoch; 0: not known. */
  public long firstTimeMicros() {
    return micros("first_time");
  }

  /** Append time of its last record, microseconds since the epoch; 0: not known. */
  public long lastTimeMicros() {
    return micros("last_time");
  }

  private long micros(String field) {
    return Math.round(json.path(field).asDouble() * 1e6);
  }

  /** Settings, in the order of their keys. */
  public Map<String, String> config() {
    return texts("config");
  }

  /** Labels, in the order of their keys. */
  public Map<String, String> tags() {
    return texts("tags");
  }

  private Map<String, String> texts(String field) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.path(field).properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return Collections.unmodifiableMap(texts);
  }

  /** The names of its metrics, as {@code loss} or {@code feature_sparsity/1}, sorted. */
  public List<String> metrics() {
    List<String> names = new ArrayList<>();
    json.path("metrics").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Its attempts, oldest first; the last 100 at most. */
  public List<LoggedAttempt> attempts() {
    List<LoggedAttempt> attempts = new ArrayList<>();
    json.path("attempts").forEach(attempt -> attempts.add(new LoggedAttempt(attempt)));
    return Collections.unmodifiableList(attempts);
  }

  /** Whether these are all attempts that it ever had, as far as the entry goes. */
  public boolean hasAllAttempts() {
    return json.path("attempts").size() < ATTEMPTS_KEPT;
  }

  /**
   * One of its attempts.
   *
   * @param json its part of the entry
   */
  public record LoggedAttempt(JsonNode json) {
    /** 1 for the first session, 0 for rows that came without a session. */
    public int number() {
      return json.path("number").asInt();
    }

    /** 32 hexadecimal digits; empty for attempt 0. */
    public String session() {
      return json.path("session").asText();
    }

    /** First step; -1: none yet. */
    public long firstStep() {
      return json.path("first_step").asLong(UNKNOWN);
    }

    /** Last step; -1: none yet. */
    public long lastStep() {
      return json.path("last_step").asLong(UNKNOWN);
    }

    /** Rows with this step or a later one are superseded; {@link Long#MAX_VALUE}: none are. */
    public long supersededFrom() {
      return json.path("superseded_from").asLong(Long.MAX_VALUE);
    }

    /** Whether any row of it counts, as far as the entry goes: a later attempt may begin anew. */
    public boolean counts() {
      return firstStep() < supersededFrom();
    }

    /** Records that never arrived. */
    public long missing() {
      return json.path("missing").asLong();
    }

    /** Steps that the trainer had to drop. */
    public long droppedSteps() {
      return json.path("dropped_steps").asLong();
    }

    /** Offset of its first record; null: not known. */
    public @Nullable Long firstOffset() {
      return offset("first_offset");
    }

    /** Offset of its last record; null: not known. */
    public @Nullable Long lastOffset() {
      return offset("last_offset");
    }

    private @Nullable Long offset(String field) {
      JsonNode offset = json.path(field);
      return offset.isIntegralNumber() ? offset.asLong() : null;
    }
  }
}
