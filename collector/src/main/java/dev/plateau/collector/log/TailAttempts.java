package dev.plateau.collector.log;

import dev.plateau.collector.log.RunEntry.LoggedAttempt;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which records count where a run is read from its middle on: those of the session that was the
 * newest when they came, as the run's entry says it, and of sessions that began since. Mutable.
 */
final class TailAttempts {
  private final Supersession supersession;
  private final List<Known> known = new ArrayList<>();

  private static final class Known {
    final String session;
    final long firstOffset;
    long supersededFrom;

    Known(String session, long firstOffset, long supersededFrom) {
      this.session = session;
      this.firstOffset = firstOffset;
      this.supersededFrom = supersededFrom;
    }
  }

  /**
   * @param supersession as far as it is known now
   */
  TailAttempts(RunEntry run, Supersession supersession) {
    this.supersession = supersession;
    for (LoggedAttempt attempt : run.attempts()) {
      Long first = attempt.firstOffset();
      known.add(
          new Known(
              attempt.session(),
              first == null ? 0 : first,
              supersession.supersededFrom(attempt.session())));
    }
  }

  /** Whether a record begins a session that the entry does not know. */
  boolean isNew(Envelope envelope) {
    String session = session(envelope);
    return find(session) == null && (!session.isEmpty() || known.isEmpty());
  }

  /** Begins it. */
  void begin(Envelope envelope, long offset) {
    String session = session(envelope);
    known.add(new Known(session, offset, supersession.supersededFrom(session)));
  }

  /** The newest session supersedes the others' rows with this step or a later one. */
  void supersedeFrom(long step) {
    for (Known older : known.subList(0, Math.max(0, known.size() - 1))) {
      older.supersededFrom = Math.min(older.supersededFrom, step);
    }
  }

  /**
   * Below which step the record's rows count; 0: none do, as the record is of a session that was
   * not the newest.
   */
  long countedBelow(Envelope envelope, long offset) {
    Known newest = null;
    for (Known each : known) {
      if (each.firstOffset <= offset) {
        newest = each;
      }
    }
    return newest != null && newest.session.equals(session(envelope)) ? newest.supersededFrom : 0;
  }

  private @Nullable Known find(String session) {
    for (Known each : known) {
      if (each.session.equals(session)) {
        return each;
      }
    }
    return null;
  }

  private static String session(Envelope envelope) {
    return envelope.origin() instanceof Origin.Sequenced sequenced
        ? sequenced.session().toString()
        : "";
  }
}
