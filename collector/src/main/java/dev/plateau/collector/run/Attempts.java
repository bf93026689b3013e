package dev.plateau.collector.run;

import dev.plateau.protocol.Origin;
import dev.plateau.protocol.SessionId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run's attempts, in the order of their first arrival; the last one is the present one. Decides
 * what a record is worth by its origin: one next-expected sequence per session, and the few holes
 * before it. Mutable; owned by one {@link RunState}.
 *
 * <p>The last 100 are kept; of those before only sums.
 */
final class Attempts {
  private static final int KEPT = 100;

  private final List<Attempt> attempts = new ArrayList<>();

  // Of the attempts that are no longer kept.
  private long missingBefore;
  private long droppedStepsBefore;
  private long lastStepBefore = Attempt.NO_STEP;

  /**
   * What a record's origin says of it.
   *
   * @param outcome applied, duplicate or superseded
   * @param attempt the attempt it belongs to
   * @param begins whether it begins the attempt
   * @param conflict whether it shows a second trainer under the run's id
   * @param late whether later records of its session came before it
   */
  record Admission(
      Outcome outcome, Attempt attempt, boolean begins, boolean conflict, boolean late) {}

  Admission admit(Origin origin, long offset) {
    Admission admission =
        origin instanceof Origin.Sequenced sequenced
            ? admit(sequenced.session(), sequenced.sequence(), offset)
            : admitUnsequenced(offset);
    admission.attempt().lastOffset = Math.max(admission.attempt().lastOffset, offset);
    return admission;
  }

  private Admission admit(SessionId session, long sequence, long offset) {
    Attempt attempt = find(session);
    if (attempt == null) {
      attempt = new Attempt(attempts.isEmpty() ? 1 : last().number + 1, session, offset);
      attempts.add(attempt);
      keepLast();
      expectAfter(attempt, sequence);
      return new Admission(Outcome.APPLIED, attempt, true, false, false);
    }
    boolean late = sequence < attempt.nextSequence;
    if (late && !attempt.holes.fill(sequence)) {
      return new Admission(Outcome.DUPLICATE, attempt, false, false, true);
    }
    if (!late) {
      expectAfter(attempt, sequence);
    }
    return present(attempt, late);
  }

  private void keepLast() {
    while (attempts.size() > KEPT) {
      Attempt oldest = attempts.remove(0);
      missingBefore += oldest.holes.missing();
      droppedStepsBefore += oldest.droppedSteps;
      if (oldest.hasValidRows()) {
        lastStepBefore = oldest.lastValidStep();
      }
    }
  }

  private static void expectAfter(Attempt attempt, long sequence) {
    if (sequence > attempt.nextSequence) {
      attempt.holes.add(attempt.nextSequence, sequence);
    }
    attempt.nextSequence = sequence + 1;
  }

  /** What counts nothing is attempt 0: only a run's first record can begin it. */
  private Admission admitUnsequenced(long offset) {
    if (attempts.isEmpty()) {
      Attempt attempt = new Attempt(0, null, offset);
      attempts.add(attempt);
      return new Admission(Outcome.APPLIED, attempt, true, false, false);
    }
    Attempt first = attempts.get(0);
    return first.session == null
        ? present(first, false)
        : new Admission(Outcome.SUPERSEDED, last(), false, true, false);
  }

  private Admission present(Attempt attempt, boolean late) {
    boolean isPresent = attempt == last();
    return new Admission(
        isPresent ? Outcome.APPLIED : Outcome.SUPERSEDED, attempt, false, !isPresent, late);
  }

  private @Nullable Attempt find(SessionId session) {
    for (int i = attempts.size() - 1; i >= 0; i--) {
      if (session.equals(attempts.get(i).session)) {
        return attempts.get(i);
      }
    }
    return null;
  }

  private Attempt last() {
    return attempts.get(attempts.size() - 1);
  }

  /** The present attempt, if any record has come. */
  Optional<Attempt> present() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(last());
  }

  /** Rows of older attempts with this step or a later one no longer count. */
  void supersedeFrom(long step) {
    for (Attempt older : attempts.subList(0, attempts.size() - 1)) {
      older.supersededFrom = Math.min(older.supersededFrom, step);
    }
    lastStepBefore = Math.min(lastStepBefore, step - 1);
  }

  /** Last step of the present attempt, else of the valid rows of older ones. */
  long lastStep() {
    for (int i = attempts.size() - 1; i >= 0; i--) {
      Attempt attempt = attempts.get(i);
      if (attempt.hasValidRows()) {
        return attempt.lastValidStep();
      }
    }
    return lastStepBefore;
  }

  /** Forgets what came without a session, whose rows can only be told by their steps. */
  void forgetUnsequenced() {
    attempts.removeIf(attempt -> attempt.session == null);
  }

  long missing() {
    return missingBefore + attempts.stream().mapToLong(attempt -> attempt.holes.missing()).sum();
  }

  /** The ranges of missing records that are still known; the oldest ones are only counted. */
  List<MissingRecords> missingRecords() {
    return attempts.stream().flatMap(attempt -> attempt.missingRecords().stream()).toList();
  }

  long droppedSteps() {
    return droppedStepsBefore + attempts.stream().mapToLong(attempt -> attempt.droppedSteps).sum();
  }

  List<AttemptView> view() {
    return attempts.stream().map(Attempt::view).toList();
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.write(out, missingBefore);
    Varint.write(out, droppedStepsBefore);
    Varint.write(out, lastStepBefore);
    Varint.write(out, attempts.size());
    for (Attempt attempt : attempts) {
      attempt.writeTo(out);
    }
  }

  static Attempts readFrom(DataInput in) throws IOException {
    Attempts read = new Attempts();
    read.missingBefore = Varint.read(in);
    read.droppedStepsBefore = Varint.read(in);
    read.lastStepBefore = Varint.read(in);
    int size = Varint.readInt(in);
    for (int i = 0; i < size; i++) {
      read.attempts.add(Attempt.readFrom(in));
    }
    return read;
  }
}
