package dev.plateau.collector.expose;

import dev.plateau.collector.run.RunViews;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Runs whose end came into sight too late for /metrics: their collector, or whoever scrapes it, was
 * away when they ended, and by the watermark their time on /metrics is over. They are shown all the
 * same, for as long as others, from the first scrape on; else nobody would be alerted of them. Not
 * thread-safe.
 */
final class LateEnds {
  /** Nobody wants to hear now of what happened longer ago; the alert rules have the same limit. */
  private static final Duration NEWS = Duration.ofHours(1);

  private static final long IN_TIME = Long.MIN_VALUE;

  private final Duration exposedAfterEnd;

  /** When a run was first shown as ended, or that this was in time. */
  private final Map<String, Long> firstShownMicros = new HashMap<>();

  /**
   * @param exposedAfterEnd how long an ended run is shown
   */
  LateEnds(Duration exposedAfterEnd) {
    this.exposedAfterEnd = exposedAfterEnd;
  }

  /**
   * Whether a run is shown in this scrape.
   *
   * @param isExposed whether it is by the watermark
   * @param nowMicros time of the scrape, microseconds since the epoch
   */
  boolean shows(RunViews.Row row, boolean isExposed, long nowMicros) {
    if (!row.newlyEnded()) {
      return isExposed;
    }
    long first =
        firstShownMicros.computeIfAbsent(
            row.view().run(), run -> isExposed ? IN_TIME : Long.valueOf(nowMicros));
    if (first == IN_TIME) {
      return isExposed;
    }
    return nowMicros - first < micros(exposedAfterEnd)
        && row.watermarkMicros() - row.view().endedAtMicros() < micros(NEWS);
  }

  /** Forgets all other runs. */
  void keep(Set<String> runs) {
    firstShownMicros.keySet().retainAll(runs);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
