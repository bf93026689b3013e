package dev.plateau.collector.replay;

import dev.plateau.collector.log.RunRecord;
import dev.plateau.collector.log.RunRecords;
import dev.plateau.collector.run.Outcome;
import dev.plateau.collector.run.RunFold;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunState;
import dev.plateau.collector.run.RunView;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Message;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunDeleted;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.RunStarted;
import dev.plateau.protocol.StepBatch;
import dev.plateau.publisher.PublisherSettings;
import dev.plateau.publisher.RunDescription;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Replays a run as it stands in the log, record by record: every attempt a session of its own, rows
 * also where they are superseded or come from an older session, holes too. Only what cannot be
 * read, and what is the same record once more, is left out. So the collector sees the same shape of
 * run. A record is due when its last row is.
 *
 * <p>The original is folded meanwhile: the fold says which records are repetitions.
 */
public final class RawReplay implements Replay {
  private static final String NO_EXPERIMENT = "default";

  private final ReplayPlan plan;
  private final RunRecords records;
  private final RecordOutlet outlet;
  private final ReplayWatch watch;
  private final RunFold fold = new RunFold(RunLife.DEFAULT);
  private final RunState state;
  private final Timeline timeline = new Timeline(true);
  private final Tally tally;
  private final SessionCopies sessions;
  private final TimedRecords timed;

  /** Of the newest attempt. */
  private @Nullable Origin present;

  private long unreadable;
  private boolean cut;

  private RawReplay(
      ReplayPlan plan,
      RunRecords records,
      RecordOutlet outlet,
      Ticker ticker,
      LongSupplier wallMicros,
      ReplayWatch watch) {
    this.plan = plan;
    this.records = records;
    this.outlet = outlet;
    this.watch = watch;
    state = RunState.unseen(new RunId(plan.original().run()));
    Pace pace = new Pace(plan.speed(), ticker, watch);
    tally = new Tally(plan, pace, watch);
    sessions = new SessionCopies(new SecureRandom(), !plan.range().isAll() || records.beginsLate());
    timed = new TimedRecords(plan, outlet, pace, wallMicros);
  }

  /**
   * A replay of these records.
   *
   * @param records the caller closes them
   * @param settings where to
   */
  public static RawReplay of(
      ReplayPlan plan, RunRecords records, PublisherSettings settings, ReplayWatch watch) {
    return of(
        plan,
        records,
        new RecordOutlet.Published(settings),
        Ticker.SYSTEM,
        () -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()),
        watch);
  }

  /** As {@link #of(ReplayPlan, RunRecords, PublisherSettings, ReplayWatch)}, to any outlet. */
  static RawReplay of(
      ReplayPlan plan,
      RunRecords records,
      RecordOutlet outlet,
      Ticker ticker,
      LongSupplier wallMicros,
      ReplayWatch watch) {
    return new RawReplay(plan, records, outlet, ticker, wallMicros, watch);
  }

  @Override
  public Replayed run() throws IOException {
    ReplayEnd end;
    try (outlet) {
      end = publish();
    } catch (IOException e) {
      // By now it is known what was delivered.
      throw tally.isEmpty() ? e : tally.brokeOff(e, outlet.undelivered());
    }
    return tally.result(outlet, unreadable, records.bytesRead(), end);
  }

  @Override
  public void giveUp() {
    outlet.giveUp();
  }

  private ReplayEnd publish() throws IOException {
    ReplayEnd end = ReplayEnd.brokenOff();
    boolean told = false;
    try {
      boolean whole = publishRecords();
      if (tally.isEmpty() && whole) {
        throw tally.nothing();
      }
      told = whole && !cut && isOver();
      end = end(whole);
      return end;
    } finally {
      Origin last = present;
      if (last != null && !tally.isEmpty() && !told) {
        timed.sayNow(sessions.behind(last), new RunFinished(end.outcome(), end.reason(), 0, 0));
      }
    }
  }

  private ReplayEnd end(boolean whole) {
    if (!whole) {
      return ReplayEnd.stopped();
    }
    return cut ? ReplayEnd.cut(plan.range().to()) : ReplayEnd.asOriginal(plan.original());
  }

  /** Whether the original has told its end, which then was replayed. */
  private boolean isOver() {
    return !state.isForgotten() && RunView.of(state).phase().isEnd();
  }

  /** Returns whether it came to the end, and was not stopped before. */
  private boolean publishRecords() throws IOException {
    while (!watch.isStopped()) {
      RunRecord record = records.next();
      if (record == null) {
        return true;
      }
      if (!(record.decode() instanceof Decoded.Valid valid)) {
        unreadable++;
      } else if (!publish(valid.envelope(), record)) {
        return false;
      }
    }
    return false;
  }

  /** Returns false if the replay is to stop. */
  private boolean publish(Envelope envelope, RunRecord record) {
    Outcome outcome = fold.apply(state, envelope, record.at()).outcome();
    if (outcome == Outcome.DUPLICATE) {
      return true;
    }
    Origin origin = envelope.origin();
    Message message = envelope.message();
    if (outcome == Outcome.APPLIED && !(message instanceof RunDeleted)) {
      present = origin;
    }
    if (message instanceof StepBatch batch) {
      return publish(origin, batch, outcome);
    } else if (message instanceof RunStarted started) {
      long position = timeline.moment(attempt(origin), started.startTimeMicros());
      return timed.say(sessions.of(origin), replayed(started), position);
    } else if (message instanceof RunFinished finished) {
      return publish(origin, finished, outcome);
    }
    boolean going = timed.say(sessions.of(origin), message, timeline.position());
    sessions.forgetUnsequenced();
    return going;
  }

  private boolean publish(Origin origin, RunFinished finished, Outcome outcome) {
    if (cut) {
      return true;
    }
    long position = timeline.moment(attempt(origin), finished.timeMicros());
    return introduce(origin, outcome, 0, position)
        && timed.say(sessions.of(origin), finished, position);
  }

  private boolean publish(Origin origin, StepBatch batch, Outcome outcome) {
    BatchCopy rows = new BatchCopy(batch, plan.range());
    long[] positions = positions(attempt(origin), batch, rows.size());
    if (rows.size() == 0) {
      // One that never had any rows still has its place in its session.
      return !plan.range().isAll()
          || timed.say(sessions.of(origin), rows.at(positions), timeline.position());
    }
    if (!introduce(origin, outcome, rows.step(0), positions[0])
        || !timed.say(sessions.of(origin), rows, positions)) {
      return false;
    }
    for (int row = 0; row < rows.size(); row++) {
      tally.published(rows.step(row));
    }
    return true;
  }

  private long[] positions(Object attempt, StepBatch batch, int wanted) {
    long[] positions = new long[wanted];
    int next = 0;
    for (int row = 0; row < batch.size(); row++) {
      long step = batch.step(row);
      tally.seen(step, records.beginsLate());
      if (plan.range().contains(step)) {
        positions[next++] = timeline.row(attempt, step, batch.timeMicros(row));
      } else {
        timeline.pass(attempt, step, batch.timeMicros(row));
        cut |= step > plan.range().to();
      }
    }
    return positions;
  }

  /**
   * Has an attempt begin with a description where it did not itself, or where that is no longer
   * there: by its tags the new run is known for a replay.
   */
  private boolean introduce(Origin origin, Outcome outcome, long firstStep, long position) {
    return outcome != Outcome.APPLIED
        || !sessions.isNew(origin)
        || timed.say(sessions.before(origin), started(firstStep), position);
  }

  private RunStarted started(long firstStep) {
    RunDescription said = plan.description(firstStep);
    return new RunStarted(
        said.experiment().isEmpty() ? NO_EXPERIMENT : said.experiment(),
        said.name(),
        said.config(),
        said.tags(),
        0,
        said.plannedSteps(),
        said.firstStep());
  }

  private RunStarted replayed(RunStarted original) {
    return new RunStarted(
        original.experiment(),
        plan.name(original.name()),
        original.config(),
        plan.tags(original.tags()),
        original.startTimeMicros(),
        original.plannedSteps(),
        original.firstStep());
  }

  private static Object attempt(Origin origin) {
    return origin instanceof Origin.Sequenced sequenced ? sequenced.session() : origin;
  }
}
