package dev.plateau.collector.run;

import dev.plateau.collector.phase.DetectorKind;
import dev.plateau.collector.run.Attempts.Admission;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Message;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunDeleted;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.RunStarted;
import dev.plateau.protocol.StepBatch;
import java.util.List;

/**
 * The fold: a run's records, one after the other in the order of the log, become its state and its
 * events. Deterministic: it reads no clock; the only times are those that come with the records and
 * the watermark. The law of the ledger: {@code received = applied + duplicate + superseded +
 * malformed}, each record once.
 *
 * <p>Stateless itself, so safe to share; a {@link RunState} belongs to one thread at a time.
 */
public final class RunFold {
  private static final int MAX_REASON_LENGTH = 1000;

  private final RunLife life;
  private final DetectorKind detector;

  /** A fold with these life times and the reference detector, as all is folded live. */
  public RunFold(RunLife life) {
    this(life, DetectorKind.MSR_1);
  }

  /** A fold with these life times, whose runs this detector watches. */
  public RunFold(RunLife life, DetectorKind detector) {
    this.life = life;
    this.detector = detector;
  }

  /** The state of a run of which nothing has come yet. */
  public RunState unseen(RunId run) {
    return RunState.unseen(run, detector);
  }

  /**
   * Folds a record into the state of its run.
   *
   * @param state changed in place; its run must be the envelope's
   */
  public Folded apply(RunState state, Envelope envelope, RecordPosition at) {
    if (!state.run.equals(envelope.run())) {
      throw new IllegalArgumentException(
          "a record of run " + envelope.run() + " cannot be folded into run " + state.run);
    }
    if (state.detector != detector) {
      throw new IllegalArgumentException(
          "run " + state.run + " is watched by " + state.detector + ", not by " + detector);
    }
    Emission emission = new Emission(state, at.appendTimeMicros());
    Folded folded =
        envelope.message() instanceof RunDeleted
            ? delete(state, envelope, at, emission)
            : applyToAttempt(state, envelope, at, emission);
    seen(state, at);
    state.ledger.count(folded);
    return folded;
  }

  /** Counts a record of the run that could not be read. */
  public Folded malformed(RunState state, RecordPosition at) {
    seen(state, at);
    state.ledger.count(Folded.MALFORMED);
    return Folded.MALFORMED;
  }

  /**
   * Tells the run what time it is: it may count as lost, or be forgotten.
   *
   * @param watermarkMicros up to here all that was said has been folded
   * @param hearingSinceMicros since then trainers can be heard: silence from before is not theirs
   * @return what happened; {@link RunState#isForgotten} says whether the run left the table
   */
  public List<RunEvent> tick(RunState state, long watermarkMicros, long hearingSinceMicros) {
    if (state.forgotten) {
      return List.of();
    }
    Emission emission = new Emission(state, watermarkMicros);
    if (state.end != null) {
      if (watermarkMicros - state.endedAtMicros >= RunLife.micros(life.listedAfterEnd())) {
        state.forget();
      }
    } else if (life.isSilent(state.lastAppendMicros, watermarkMicros, hearingSinceMicros)) {
      end(state, RunPhase.LOST, "", watermarkMicros);
      emission.add(
          new RunEvent.RunLost(
              emission.header(state.attempts.lastStep(), "run_lost", state.lastAppendMicros),
              watermarkMicros - state.lastAppendMicros));
    }
    return emission.events();
  }

  private static Folded applyToAttempt(
      RunState state, Envelope envelope, RecordPosition at, Emission emission) {
    Admission admission = state.attempts.admit(envelope.origin(), at.offset());
    if (admission.outcome() != Outcome.APPLIED) {
      return refused(admission);
    }
    if (!admission.begins() && (state.deleted || (state.forgotten && admission.late()))) {
      return new Folded(Outcome.SUPERSEDED, 0, 0, List.of());
    }
    // What comes late was said before the end that the trainer told: it takes nothing back.
    if (!admission.late() || state.end == RunPhase.LOST) {
      reopen(state, admission.begins(), at, emission);
    }
    int conflicts = contradictsExperiment(state, envelope.message()) ? 1 : 0;
    return fold(state, admission, envelope.message(), conflicts, emission);
  }

  private static Folded refused(Admission admission) {
    return new Folded(admission.outcome(), 0, admission.conflict() ? 1 : 0, List.of());
  }

  private static Folded fold(
      RunState state, Admission admission, Message message, int conflicts, Emission emission) {
    if (message instanceof RunStarted started) {
      state.description = state.description.restarted(started);
    }
    if (admission.begins()) {
      begin(state, admission.attempt(), message, emission);
    }
    Outcome outcome = Outcome.APPLIED;
    long newSteps = 0;
    if (message instanceof StepBatch batch) {
      if (state.description.experiment().isEmpty()) {
        state.description = state.description.withExperiment(batch.experiment());
      }
      RowFold rows = new RowFold(state, admission.attempt(), batch, emission);
      rows.fold();
      newSteps = rows.newSteps();
      boolean repeated = batch.size() > 0 && rows.tellingRows() == 0;
      if (repeated && admission.attempt().session == null) {
        outcome = Outcome.DUPLICATE;
      }
    } else if (message instanceof RunFinished finished) {
      finish(state, admission.attempt(), finished, emission);
    }
    return new Folded(outcome, newSteps, conflicts, emission.events());
  }

  /** A run that was over or forgotten goes on. */
  private static void reopen(RunState state, boolean begins, RecordPosition at, Emission emission) {
    boolean wasForgotten = state.forgotten;
    boolean wasOver = state.end != null;
    if (wasForgotten) {
      state.ledger = new Ledger();
      state.firstAppendMicros = at.appendTimeMicros();
      state.lastAppendMicros = at.appendTimeMicros();
    }
    state.forgotten = false;
    state.deleted = false;
    state.end = null;
    state.endReason = "";
    if (!begins && (wasForgotten || wasOver)) {
      emission.add(
          new RunEvent.RunRevived(
              emission.header(state.attempts.lastStep(), "run_revived", at.appendTimeMicros())));
    }
  }

  private static boolean contradictsExperiment(RunState state, Message message) {
    String known = state.description.experiment();
    String said =
        message instanceof RunStarted started
            ? started.experiment()
            : message instanceof StepBatch batch ? batch.experiment() : "";
    return !known.isEmpty() && !said.isEmpty() && !known.equals(Description.cut(said));
  }

  private static void begin(RunState state, Attempt attempt, Message message, Emission emission) {
    state.progress = new AttemptProgress();
    if (attempt.session == null) {
      // Begun once more after a deletion, under no other name: its events are numbered through.
      state.trackers.values().forEach(PhaseTracker::forget);
      state.support.forget();
    } else {
      state.trackers.values().forEach(PhaseTracker::restart);
      state.support.restart();
      state.lifeEvents = 0;
    }
    long firstStep = 0;
    if (message instanceof RunStarted started) {
      firstStep = started.firstStep();
      state.supersedeFrom(firstStep);
    } else if (message instanceof StepBatch batch && batch.size() > 0) {
      firstStep = batch.step(0);
    }
    emission.add(
        new RunEvent.AttemptBegan(
            emission.header(state.attempts.lastStep(), "attempt_began", state.lifeEvents),
            firstStep));
  }

  private static void finish(
      RunState state, Attempt attempt, RunFinished finished, Emission emission) {
    attempt.droppedSteps = Math.max(attempt.droppedSteps, finished.droppedSteps());
    RunPhase phase =
        switch (finished.outcome()) {
          case COMPLETED -> RunPhase.COMPLETED;
          case FAILED -> RunPhase.FAILED;
          case STOPPED -> RunPhase.STOPPED;
        };
    String reason = cut(finished.reason());
    end(state, phase, reason, emission.timeMicros());
    emission.add(new RunEvent.RunEnded(emission.lifeHeader("run_ended"), phase, reason));
  }

  private static Folded delete(
      RunState state, Envelope envelope, RecordPosition at, Emission emission) {
    if (envelope.origin() instanceof Origin.Sequenced) {
      Admission admission = state.attempts.admit(envelope.origin(), at.offset());
      if (admission.outcome() != Outcome.APPLIED) {
        return refused(admission);
      }
    }
    // Also a run that was forgotten by its age: its registry entry is still there.
    if (!state.deleted) {
      emission.add(new RunEvent.RunForgotten(emission.lifeHeader("run_forgotten")));
    }
    state.forget();
    state.deleted = true;
    state.attempts.forgetUnsequenced();
    return new Folded(Outcome.APPLIED, 0, 0, emission.events());
  }

  private static void end(RunState state, RunPhase phase, String reason, long timeMicros) {
    state.end = phase;
    state.endReason = reason;
    state.endedAtMicros = timeMicros;
  }

  /** A reason may be a megabyte of stack traces; its first lines say enough. */
  private static String cut(String reason) {
    return reason.length() <= MAX_REASON_LENGTH ? reason : reason.substring(0, MAX_REASON_LENGTH);
  }

  private static void seen(RunState state, RecordPosition at) {
    if (state.firstAppendMicros == 0) {
      state.firstAppendMicros = at.appendTimeMicros();
    }
    state.lastAppendMicros = Math.max(state.lastAppendMicros, at.appendTimeMicros());
  }
}
