package dev.plateau.collector.log;

import dev.plateau.collector.log.RunEntry.LoggedAttempt;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunStarted;
import dev.plateau.protocol.StepBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From which step on the rows of each session of a run are superseded by later ones. Known before
 * the rows are read, so that they can be given out one after the other: from the run's entry, and
 * from what it said since. Immutable once found.
 */
final class Supersession {
  private final Map<String, Long> supersededFrom = new HashMap<>();
  private final List<String> order = new ArrayList<>();
  private final Set<String> withRows = new HashSet<>();

  private Supersession() {}

  /**
   * Finds it; reads what came after the entry was written, of a run that goes on or whose entry
   * lacks attempts.
   */
  static Supersession find(RunLog log, RunEntry run) throws IOException {
    Supersession found = new Supersession();
    List<LoggedAttempt> attempts = run.attempts();
    boolean complete =
        !attempts.isEmpty()
            && run.hasAllAttempts()
            && attempts.stream().allMatch(attempt -> attempt.lastOffset() != null);
    long known = -1;
    if (complete) {
      for (LoggedAttempt attempt : attempts) {
        Long last = attempt.lastOffset();
        known = Math.max(known, last == null ? -1 : last);
        found.take(attempt);
      }
    }
    if (!complete || !run.isEnded()) {
      try (RunRecords records = log.recordsFrom(run, known + 1)) {
        for (RunRecord record = records.next(); record != null; record = records.next()) {
          found.take(record);
        }
      }
    }
    return found;
  }

  private void take(LoggedAttempt attempt) {
    order.add(attempt.session());
    supersededFrom.put(attempt.session(), attempt.supersededFrom());
    if (attempt.firstStep() >= 0) {
      withRows.add(attempt.session());
    }
  }

  private void take(RunRecord record) {
    if (!(record.decode() instanceof Decoded.Valid valid)) {
      return;
    }
    Envelope envelope = valid.envelope();
    String session = session(envelope.origin());
    if (!supersededFrom.containsKey(session)) {
      if (session.isEmpty() && !order.isEmpty()) {
        return;
      }
      order.add(session);
      supersededFrom.put(session, Long.MAX_VALUE);
    }
    if (!order.get(order.size() - 1).equals(session)) {
      return;
    }
    if (envelope.message() instanceof RunStarted started) {
      supersedeBefore(session, started.firstStep());
    } else if (envelope.message() instanceof StepBatch batch
        && batch.size() > 0
        && withRows.add(session)) {
      supersedeBefore(session, batch.step(0));
    }
  }

  private void supersedeBefore(String session, long step) {
    for (String older : order) {
      if (!older.equals(session)) {
        supersededFrom.merge(older, step, Math::min);
      }
    }
  }

  private static String session(Origin origin) {
    return origin instanceof Origin.Sequenced sequenced ? sequenced.session().toString() : "";
  }

  /**
   * Rows of this session with the step returned, or a later one, do not count.
   *
   * @param session 32 hexadecimal digits; empty: rows without a session
   */
  long supersededFrom(String session) {
    @Nullable Long from = supersededFrom.get(session);
    return from == null ? Long.MAX_VALUE : from;
  }
}
