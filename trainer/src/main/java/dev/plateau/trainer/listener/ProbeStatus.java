package dev.plateau.trainer.listener;

import dev.plateau.protocol.Metrics;

/**
 * What the probes of a run have cost and missed so far, as it is published: {@code
 * probe_cost_ratio}, {@code probes_skipped}, {@code probes_failed}. Pure: times are handed in. Not
 * thread-safe.
 *
 * <p>Published with the first probe that runs, so that nothing failed can be told from nothing
 * known; at once where a probe has failed; else at most once a second, if a probe has run since;
 * and at the end. The ratio is left out in the first second: it would speak of nothing but the
 * first runs.
 */
final class ProbeStatus {
  private static final long PERIOD_NANOS = 1_000_000_000;
  private static final long NEVER = -1;

  private boolean hasBegun;
  private long beginNanos;
  private long spentNanos;
  private long skipped;
  private int failed;
  private boolean hasNews;
  private long lastStep = NEVER;
  private long lastNanos;
  private int lastFailed;

  /** The training's time begins, unless it has. */
  void begin(long nowNanos) {
    if (!hasBegun) {
      hasBegun = true;
      beginNanos = nowNanos;
    }
  }

  /** A probe has taken time. */
  void spent(long nanos) {
    spentNanos += nanos;
  }

  /** A probe has run. */
  void ran() {
    hasNews = true;
  }

  /** A due point was passed over. */
  void skipped() {
    skipped++;
  }

  /** So many probes have failed so far. */
  void failed(int probes) {
    failed = probes;
  }

  /** Whether it is to be published now. */
  boolean isDue(long nowNanos) {
    return failed != lastFailed
        || (hasNews && (lastStep == NEVER || nowNanos - lastNanos >= PERIOD_NANOS));
  }

  /** Whether anything has happened that was not published. */
  boolean hasNews() {
    return hasNews || failed != lastFailed;
  }

  /** Whether a row of that step says it, or one of a later step. */
  boolean isSaidAt(long step) {
    return lastStep >= step;
  }

  /** Publishes it in the row of a step. */
  void write(StepSink row, long step, long nowNanos, boolean isEnd) {
    row.put(Metrics.PROBES_SKIPPED, (double) skipped);
    row.put(Metrics.PROBES_FAILED, failed);
    long elapsed = nowNanos - beginNanos;
    if (elapsed >= PERIOD_NANOS || (isEnd && elapsed > 0)) {
      row.put(Metrics.PROBE_COST_RATIO, (double) spentNanos / elapsed);
    }
    hasNews = false;
    lastStep = step;
    lastNanos = nowNanos;
    lastFailed = failed;
  }
}
