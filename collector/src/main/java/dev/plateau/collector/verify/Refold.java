package dev.plateau.collector.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunRecord;
import dev.plateau.collector.phase.DetectorKind;
import dev.plateau.collector.run.Folded;
import dev.plateau.collector.run.RunEvent;
import dev.plateau.collector.run.RunFold;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunState;
import dev.plateau.collector.run.RunStateCodec;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.RunId;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One run folded again from its records, by the very fold that collectors use. What these did
 * because time passed, between two records, is done where the recorded events and the registry say
 * that it was. Takes a few kilobytes, whatever the run's length. Mutable; for one thread.
 */
final class Refold {
  /** Shorter than any silence that was ever told: what was recorded says when a run was lost. */
  private static final Duration AT_ONCE = Duration.ofNanos(1000);

  private final RunFold fold;
  private final RunState state;
  private final Silences silences;
  private final Oblivion oblivion;
  private final long listedMicros;
  private final Watcher watcher;

  /** Sees what happens. */
  interface Watcher {
    /** Between two records, and before and after each thing that only the time tells. */
    void moment(RunState state);

    /** The fold raises an event. */
    void raised(RunEvent event);
  }

  /**
   * @param entry the run's entry; null: it has none
   * @param events what was recorded of the run
   * @param listedAfterEnd how long collectors remember ended runs
   */
  Refold(
      RunId run,
      @Nullable RunEntry entry,
      List<JsonNode> events,
      DetectorKind detector,
      Duration listedAfterEnd,
      Watcher watcher) {
    fold = new RunFold(new RunLife(AT_ONCE, AT_ONCE, listedAfterEnd), detector);
    state = fold.unseen(run);
    silences = new Silences(events);
    oblivion = new Oblivion(entry, listedAfterEnd);
    listedMicros = listedAfterEnd.toNanos() / 1000;
    this.watcher = watcher;
  }

  private Refold(Refold other, Watcher watcher) {
    fold = other.fold;
    state = RunStateCodec.decode(RunStateCodec.encode(other.state));
    silences = new Silences(other.silences);
    oblivion = other.oblivion;
    listedMicros = other.listedMicros;
    this.watcher = watcher;
  }

  /** The same once more, to go on otherwise; only with a detector that can be kept. */
  Refold copy(Watcher other) {
    return new Refold(this, other);
  }

  /**
   * Lets the time pass until the next record comes.
   *
   * @return whether the run was forgotten meanwhile; then {@link #forget} comes next
   */
  Oblivion.Answer pauseBefore(RunRecord record) {
    if (record.at().appendTimeMicros() != state.lastAppendMicros()) {
      fallSilent();
    }
    return oblivion.before(state, record.at().appendTimeMicros());
  }

  /** The run ended and is forgotten by its age. */
  void forget() {
    watcher.moment(state);
    tick(state.endedAtMicros().orElseThrow() + listedMicros);
  }

  /**
   * Folds the record that {@link #pauseBefore} was asked about.
   *
   * @return what came of it; null: garbage before the run began, which no run's books hold
   */
  @Nullable Folded fold(RunRecord record, Decoded decoded) {
    watcher.moment(state);
    if (decoded instanceof Decoded.Valid valid) {
      Folded folded = fold.apply(state, valid.envelope(), record.at());
      folded.events().forEach(watcher::raised);
      return folded;
    }
    return state.isBegun() ? fold.malformed(state, record.at()) : null;
  }

  /** No more records come. */
  void finish() {
    fallSilent();
    watcher.moment(state);
  }

  private void fallSilent() {
    if (!state.isBegun() || state.isForgotten() || state.endedAtMicros().isPresent()) {
      return;
    }
    OptionalLong watermarkMicros = silences.lostAfter(state.lastAppendMicros());
    if (watermarkMicros.isPresent()) {
      watcher.moment(state);
      tick(watermarkMicros.getAsLong());
    }
  }

  private void tick(long watermarkMicros) {
    fold.tick(state, watermarkMicros, 0).forEach(watcher::raised);
  }

  /** The run as it is now. */
  RunState state() {
    return state;
  }
}
