package dev.plateau.collector.run;

import dev.plateau.collector.phase.DetectorKind;
import dev.plateau.protocol.RunId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * All that the collector remembers of a run: a few kilobytes, whatever the run's length. Changed by
 * {@link RunFold} only; not thread-safe. As bytes: {@link RunStateCodec}.
 */
public final class RunState {
  final RunId run;
  final DetectorKind detector;
  Description description = Description.NONE;
  Attempts attempts = new Attempts();
  Ledger ledger = new Ledger();
  LatestMetrics metrics = new LatestMetrics();
  AttemptProgress progress = new AttemptProgress();
  final Map<LossSource, PhaseTracker> trackers = new EnumMap<>(LossSource.class);
  SupportWatch support = new SupportWatch();

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

  private RunState(RunId run, DetectorKind detector) {
    this.run = run;
    this.detector = detector;
  }

  /** The state of a run of which nothing has come yet, watched as all are live. */
  public static RunState unseen(RunId run) {
    return unseen(run, DetectorKind.MSR_1);
  }

  /** The state of a run of which nothing has come yet, whose losses this detector watches. */
  static RunState unseen(RunId run, DetectorKind detector) {
    return new RunState(run, detector);
  }

  /** Whether any record of the run has been folded. */
  public boolean isBegun() {
    return forgotten || attempts.present().isPresent();
  }

  /** Whether the run is in no table any more; {@link RunView#of} must not be asked for it. */
  public boolean isForgotten() {
    return forgotten;
  }

  /** Whether somebody asked for it to be forgotten, and nothing new has come since. */
  public boolean isDeleted() {
    return deleted;
  }

  /** Append time of the first record that its books hold, microseconds since the epoch. */
  public long firstAppendMicros() {
    return firstAppendMicros;
  }

  /** Append time of its last record, microseconds since the epoch; 0: none has come. */
  public long lastAppendMicros() {
    return lastAppendMicros;
  }

  /** Event time of its end, microseconds since the epoch; empty: it goes on. */
  public OptionalLong endedAtMicros() {
    return end == null ? OptionalLong.empty() : OptionalLong.of(endedAtMicros);
  }

  /** Its books: of a run that was forgotten and came back, since it did. */
  public Totals totals() {
    return ledger.totals();
  }

  /** How many records a later sequence shows to exist though they have not arrived. */
  public long missing() {
    return attempts.missing();
  }

  /** Which ones, as far as known: of each session the latest ranges. */
  public List<MissingRecords> missingRecords() {
    return attempts.missingRecords();
  }

  PhaseTracker tracker(LossSource source) {
    PhaseTracker tracker = trackers.get(source);
    if (tracker == null) {
      tracker = new PhaseTracker(source, detector);
      trackers.put(source, tracker);
    }
    return tracker;
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
    support.supersedeFrom(step);
  }

  /** Shrinks the state to what tells late records. */
  void forget() {
    forgotten = true;
    description = Description.NONE.withExperiment(description.experiment());
    ledger = new Ledger();
    metrics = new LatestMetrics();
    progress = new AttemptProgress();
    trackers.values().forEach(PhaseTracker::forget);
    support.forget();
    end = null;
    endReason = "";
    endedAtMicros = 0;
    lastStepAppendMicros = 0;
  }
}
