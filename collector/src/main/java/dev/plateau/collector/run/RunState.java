package dev.plateau.collector.run;

import dev.plateau.protocol.RunId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that the collector remembers of a run: a few kilobytes, whatever the run's length. Changed by
 * {@link RunFold} only; not thread-safe. As bytes: {@link RunStateCodec}.
 */
public final class RunState {
  final RunId run;
  Description description = Description.NONE;
  Attempts attempts = new Attempts();
  Ledger ledger = new Ledger();
  LatestMetrics metrics = new LatestMetrics();
  AttemptProgress progress = new AttemptProgress();
  final Map<LossSource, PhaseTracker> trackers = new EnumMap<>(LossSource.class);

  /** How the run ended; null: it goes on. */
  @Nullable RunPhase end;

  String endReason = "";
  long endedAtMicros;

  /** Only what is needed to tell late records is kept: the run is in no table any more. */
  boolean forgotten;

  /** Forgotten because somebody asked for it: its sessions are not welcome back. */
  boolean deleted;

  long firstAppendMicros;
  long lastAppendMicros;
  long lastStepAppendMicros;
  long lifeEvents;

  RunState(RunId run) {
    this.run = run;
  }

  /** The state of a run of which nothing has come yet. */
  public static RunState unseen(RunId run) {
    return new RunState(run);
  }

  /** Whether any record of the run has been folded. */
  public boolean isBegun() {
    return forgotten || attempts.present().isPresent();
  }

  /** Whether the run is in no table any more; {@link RunView#of} must not be asked for it. */
  public boolean isForgotten() {
    return forgotten;
  }

  PhaseTracker tracker(LossSource source) {
    return trackers.computeIfAbsent(source, PhaseTracker::new);
  }

  /** The phase by the mini-batch loss, or by the full loss where a run reports only that. */
  RunPhase phase() {
    if (end != null) {
      return end;
    }
    return Optional.ofNullable(trackers.get(LossSource.LOSS))
        .or(() -> Optional.ofNullable(trackers.get(LossSource.FULL_LOSS)))
        .map(PhaseTracker::phase)
        .orElse(RunPhase.DESCENDING);
  }

  /** Rows with this step or a later one, and what was concluded from them, no longer count. */
  void supersedeFrom(long step) {
    attempts.supersedeFrom(step);
    metrics.supersedeFrom(step);
    trackers.values().forEach(tracker -> tracker.supersedeFrom(step));
  }

  /** Shrinks the state to what tells late records. */
  void forget() {
    forgotten = true;
    description = Description.NONE.withExperiment(description.experiment());
    ledger = new Ledger();
    metrics = new LatestMetrics();
    progress = new AttemptProgress();
    trackers.values().forEach(PhaseTracker::forget);
    end = null;
    endReason = "";
    endedAtMicros = 0;
    lastStepAppendMicros = 0;
  }
}
