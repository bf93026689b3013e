package dev.plateau.collector.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunRecord;
import dev.plateau.collector.phase.DetectorKind;
import dev.plateau.collector.run.Folded;
import dev.plateau.collector.run.RunEvent;
import dev.plateau.collector.run.RunState;
import dev.plateau.collector.run.RunView;
import dev.plateau.collector.run.Totals;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.RunId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run folded again and compared with what was recorded of it, supposing in each pause that leaves
 * it open that the run was forgotten by its age, or that it was not. Mutable; for one thread.
 */
final class Supposition implements Refold.Watcher {
  /** So long after a record came, collectors may not yet have said what they make of it. */
  private static final long PENDING_MICROS = 60_000_000;

  private final RunId run;
  private final boolean isListed;
  private final long pendingFromMicros;
  private final EventsCheck events;
  private final EntryCheck entry;
  private final Refold refold;
  private final List<Difference> differences = new ArrayList<>();
  private Totals books = Totals.NONE;
  private long records;
  private long unreadable;
  private long newerRecords;
  private int partition;
  private boolean entryPassed;

  /** Supposes nothing yet. */
  Supposition(
      RunId run, @Nullable RunEntry entry, List<JsonNode> events, RunVerifier.Settings settings) {
    this.run = run;
    isListed = entry != null;
    pendingFromMicros = settings.readAtMicros() - PENDING_MICROS;
    partition = entry == null ? 0 : entry.partition();
    this.events = new EventsCheck(events);
    this.entry = new EntryCheck(entry);
    refold = new Refold(run, entry, events, DetectorKind.MSR_1, settings.listedAfterEnd(), this);
  }

  private Supposition(Supposition other) {
    run = other.run;
    isListed = other.isListed;
    pendingFromMicros = other.pendingFromMicros;
    events = new EventsCheck(other.events);
    entry = new EntryCheck(other.entry);
    refold = other.refold.copy(this);
    differences.addAll(other.differences);
    books = other.books;
    records = other.records;
    unreadable = other.unreadable;
    newerRecords = other.newerRecords;
    partition = other.partition;
    entryPassed = other.entryPassed;
  }

  /** The same so far, to suppose something else from here on. */
  Supposition copy() {
    return new Supposition(this);
  }

  /** Lets the time pass until the next record; says whether the run was forgotten meanwhile. */
  Oblivion.Answer pauseBefore(RunRecord record) {
    return refold.pauseBefore(record);
  }

  /** The run ended and is forgotten by its age. */
  void forget() {
    refold.forget();
  }

  /** Folds the next record. */
  void fold(RunRecord record, Decoded decoded) {
    records++;
    partition = record.at().partition();
    Folded folded = refold.fold(record, decoded);
    if (folded == null) {
      unreadable++;
      return;
    }
    books = books.plus(folded);
    if (entryPassed && !refold.state().isForgotten()) {
      newerRecords++;
    }
  }

  /** How much differs so far, or at the end. */
  int differing() {
    return differences.size() + events.differing();
  }

  @Override
  public void moment(RunState state) {
    entry.moment(state, partition);
    entryPassed = entry.isReached();
  }

  @Override
  public void raised(RunEvent event) {
    boolean mayBePending =
        (entryPassed || !isListed) && event.header().timeMicros() >= pendingFromMicros;
    // A silence changes no books, so the entry may be from behind it.
    boolean wroteEntry =
        event.header().timeMicros() < pendingFromMicros && !(event instanceof RunEvent.RunLost);
    events
        .raised(event, mayBePending)
        .filter(recorded -> entryPassed && wroteEntry)
        .ifPresent(recorded -> differences.add(new Difference.EntryOutdated(recorded)));
  }

  boolean isBegun() {
    return refold.state().isBegun();
  }

  /** No more records come. */
  Verification finish() {
    refold.finish();
    RunState state = refold.state();
    differences.addAll(events.conclude());
    entry
        .conclude(state, partition, state.firstAppendMicros() >= pendingFromMicros)
        .ifPresent(differences::add);
    boolean isVisible = state.isBegun() && !state.isForgotten();
    return new Verification(
        run.value(),
        records,
        books,
        unreadable,
        events.raised(),
        events.pending(),
        newerRecords,
        differences,
        state.isDeleted() ? 0 : state.missing(),
        state.isDeleted() ? List.of() : state.missingRecords(),
        isVisible ? RunView.of(state).ledger().droppedSteps() : 0);
  }
}
