package dev.plateau.collector.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stabilization of a run's loss, as a collector recorded it.
 *
 * @param source the loss that stabilized: {@code loss} or {@code full_loss}
 * @param ordinal 1-based within the run and source
 * @param attempt number of the attempt in which it was seen last; 0: not said
 * @param startStep step at which it began
 * @param beganAtStep step at which that was seen
 * @param level the loss's level
 * @param end how it ended; null: it has not, or the loss left it upwards
 */
public record Plateau(
    String source,
    long ordinal,
    int attempt,
    long startStep,
    long beganAtStep,
    double level,
    @Nullable End end) {
  /**
   * The end of a stabilization.
   *
   * @param onsetStep step from which on the loss was off its level
   * @param detectedStep step at which that was seen
   * @param changeDecades how far the loss moved, in decades, negative downwards; NaN if it diverged
   * @param cause why, as {@link dev.plateau.collector.run.Cause} says it
   */
  public record End(long onsetStep, long detectedStep, double changeDecades, String cause) {}

  /** Steps that it lasted; -1: it has not ended. */
  public long steps() {
    return end == null ? -1 : end.onsetStep() - startStep;
  }

  /** The last step that this account rests on. */
  public long lastStepKnown() {
    return end == null ? beganAtStep : end.detectedStep();
  }

  /** Whether a later attempt of the run began before what this account rests on. */
  public boolean isSuperseded(RunEntry run) {
    return run.attempts().stream()
        .anyMatch(other -> other.number() == attempt && other.supersededFrom() <= lastStepKnown());
  }

  /** The stabilizations that the registry keeps of a run: the last four of each loss. */
  public static List<Plateau> of(RunEntry run) {
    List<Plateau> plateaus = new ArrayList<>();
    run.json().path("stabilizations").forEach(json -> plateaus.add(parse(json)));
    return plateaus;
  }

  /**
   * All stabilizations that were told of a run, each once with what was told of it last, in the
   * order in which they began; what was told before the run was deleted does not count.
   *
   * @param events what {@link dev.plateau.collector.log.RunLog#events} gives
   */
  public static List<Plateau> of(List<JsonNode> events) {
    Map<String, Plateau> plateaus = new LinkedHashMap<>();
    for (JsonNode event : events) {
      switch (event.path("kind").asText()) {
        case "run_forgotten" -> plateaus.clear();
        case "stabilization_began", "stabilization_ended" -> {
          Plateau told = parse(event);
          plateaus.put(told.source() + " " + told.ordinal(), told);
        }
        default -> {}
      }
    }
    return List.copyOf(plateaus.values());
  }

  private static Plateau parse(JsonNode json) {
    return new Plateau(
        json.path("source").asText(),
        json.path("ordinal").asLong(),
        json.path("attempt").asInt(),
        json.path("start_step").asLong(),
        json.path("began_at_step").asLong(),
        LoggedNumber.of(json.path("level")),
        json.has("onset_step") ? end(json) : null);
  }

  private static End end(JsonNode json) {
    return new End(
        json.path("onset_step").asLong(),
        json.path("detected_step").asLong(),
        LoggedNumber.of(json.path("change_decades")),
        json.path("cause").asText());
  }
}
