package dev.plateau.collector.verify;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What one detector says of a stabilization, as far as it came.
 *
 * @param attempt number of the attempt
 * @param source the loss that stabilized, as it stands in events
 * @param startStep step at which the plateau began
 * @param levelLog10 log₁₀ of the loss's level
 * @param onsetStep step from which on the loss was off its level; -1: it did not end
 * @param detectedStep step at which the end was seen; -1: it did not end
 * @param cause why it ended, as it stands in events; empty: it did not end
 */
public record Account(
    int attempt,
    String source,
    long startStep,
    double levelLog10,
    long onsetStep,
    long detectedStep,
    String cause) {
  /** Longest distance of two onsets of the same end, as a share of the plateau. */
  private static final double SAME_ONSET = 0.1;

  /** The account that an event of a stabilization's beginning or end has. */
  static Account of(JsonNode event) {
    boolean ended = event.has("onset_step");
    return new Account(
        event.path("attempt").asInt(),
        event.path("source").asText(),
        event.path("start_step").asLong(),
        event.path("level_log10").asDouble(Double.NaN),
        ended ? event.path("onset_step").asLong() : -1,
        ended ? event.path("detected_step").asLong() : -1,
        event.path("cause").asText());
  }

  /** Whether the stabilization ended. */
  public boolean isEnded() {
    return onsetStep >= 0;
  }

  /** Steps from the onset until it was seen. */
  public long delaySteps() {
    return detectedStep - onsetStep;
  }

  /**
   * Whether another detector's account is of the same: of two that ended the onsets must be no
   * farther from each other than a tenth of this plateau; two of an attempt that did not end may
   * well be.
   */
  boolean isSameAs(Account other) {
    if (attempt != other.attempt || !source.equals(other.source) || isEnded() != other.isEnded()) {
      return false;
    }
    return !isEnded()
        || Math.abs(onsetStep - other.onsetStep) <= SAME_ONSET * (onsetStep - startStep);
  }
}
