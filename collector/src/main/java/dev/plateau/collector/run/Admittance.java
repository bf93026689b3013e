package dev.plateau.collector.run;

import dev.plateau.collector.run.Attempts.Admission;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.RunDeleted;

/**
 * Which of a run's records count, as {@link RunFold} decides it, for those who read a run again and
 * need no state: repeated records and those of an older session do not. Mutable; for one run and
 * one thread. Records must be offered in the order of the log.
 */
public final class Admittance {
  private final Attempts attempts = new Attempts();
  private boolean deleted;

  /**
   * What a record is worth.
   *
   * @param outcome {@link Outcome#APPLIED} where it counts
   * @param attempt number of the attempt that it belongs to
   * @param session 32 hexadecimal digits; empty for attempt 0
   * @param begins whether it begins the attempt
   */
  public record Admitted(Outcome outcome, int attempt, String session, boolean begins) {}

  /**
   * Takes the next record.
   *
   * @param offset where the log kept it
   */
  public Admitted admit(Envelope envelope, long offset) {
    if (envelope.message() instanceof RunDeleted) {
      return delete(envelope, offset);
    }
    Admission admission = attempts.admit(envelope.origin(), offset);
    Outcome outcome = admission.outcome();
    if (outcome == Outcome.APPLIED && deleted) {
      // A deleted run's sessions are not welcome back; a new one is.
      deleted = !admission.begins();
      outcome = deleted ? Outcome.SUPERSEDED : outcome;
    }
    Attempt attempt = admission.attempt();
    return new Admitted(outcome, attempt.number, session(attempt), admission.begins());
  }

  private Admitted delete(Envelope envelope, long offset) {
    if (envelope.origin() instanceof dev.plateau.protocol.Origin.Sequenced) {
      Admission admission = attempts.admit(envelope.origin(), offset);
      if (admission.outcome() != Outcome.APPLIED) {
        return new Admitted(
            admission.outcome(),
            admission.attempt().number,
            session(admission.attempt()),
            admission.begins());
      }
    }
    deleted = true;
    attempts.forgetUnsequenced();
    return new Admitted(Outcome.APPLIED, 0, "", false);
  }

  private static String session(Attempt attempt) {
    return attempt.session == null ? "" : attempt.session.toString();
  }
}
