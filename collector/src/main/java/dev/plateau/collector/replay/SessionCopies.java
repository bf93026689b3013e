package dev.plateau.collector.replay;

import dev.plateau.protocol.Origin;
import dev.plateau.protocol.SessionId;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The sessions of a new run, one for each session of the original, and where in them each record
 * goes. Records that came without a session go without one. Not thread-safe.
 */
final class SessionCopies {
  private final RandomGenerator random;
  private final boolean renumbers;
  private final Map<SessionId, Copy> copies = new HashMap<>();
  private boolean knowsUnsequenced;

  /**
   * @param renumbers whether the records are numbered through, as some are left out; else holes and
   *     late records stay what they were
   */
  SessionCopies(RandomGenerator random, boolean renumbers) {
    this.random = random;
    this.renumbers = renumbers;
  }

  private static final class Copy {
    final SessionId session;

    /** Added to the original's sequences. */
    final long shift;

    /** Above all that were given so far. */
    long next;

    Copy(SessionId session, long shift) {
      this.session = session;
      this.shift = shift;
    }
  }

  /** Whether no record of this session has come yet. */
  boolean isNew(Origin original) {
    return original instanceof Origin.Sequenced sequenced
        ? !copies.containsKey(sequenced.session())
        : !knowsUnsequenced;
  }

  /** Place for a record that is put before the first one of a session. */
  Origin before(Origin first) {
    if (!(first instanceof Origin.Sequenced sequenced)) {
      knowsUnsequenced = true;
      return first;
    }
    boolean hasRoom = sequenced.sequence() > 0;
    Copy copy = add(sequenced.session(), hasRoom ? 0 : 1);
    return give(copy, renumbers || !hasRoom ? 0 : sequenced.sequence() - 1);
  }

  /** Place of a record. */
  Origin of(Origin original) {
    if (!(original instanceof Origin.Sequenced sequenced)) {
      knowsUnsequenced = true;
      return original;
    }
    Copy copy = copies.get(sequenced.session());
    if (copy == null) {
      copy = add(sequenced.session(), 0);
    }
    return give(copy, renumbers ? copy.next : sequenced.sequence() + copy.shift);
  }

  /** Place behind all records of a session. */
  Origin behind(Origin original) {
    if (!(original instanceof Origin.Sequenced sequenced)) {
      return original;
    }
    Copy copy = copies.get(sequenced.session());
    if (copy == null) {
      throw new IllegalStateException("no record of session " + sequenced.session() + " has come");
    }
    return give(copy, copy.next);
  }

  /** The run was deleted: what comes without a session begins anew. */
  void forgetUnsequenced() {
    knowsUnsequenced = false;
  }

  private Copy add(SessionId session, long shift) {
    Copy copy = new Copy(new SessionId(random.nextLong(), random.nextLong()), shift);
    copies.put(session, copy);
    return copy;
  }

  private static Origin give(Copy copy, long sequence) {
    copy.next = Math.max(copy.next, sequence + 1);
    return new Origin.Sequenced(copy.session, sequence);
  }
}
