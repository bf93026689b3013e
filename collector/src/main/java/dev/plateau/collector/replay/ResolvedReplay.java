package dev.plateau.collector.replay;

import dev.plateau.collector.log.RunRows;
import dev.plateau.protocol.MetricName;
import dev.plateau.publisher.PublisherSettings;
import java.io.IOException;
import java.util.List;

/**
 * Replays the rows that count, as one attempt: values and steps exactly, the times those of the
 * replay.
 */
public final class ResolvedReplay implements Replay {
  /**
   * Late values of steps that are wanted are looked for so long behind them, by the trainer's
   * clock.
   */
  private static final long LATENESS_MICROS = 60_000_000;

  private final ReplayPlan plan;
  private final RunRows rows;
  private final RowOutlet outlet;
  private final ReplayWatch watch;
  private final Timeline timeline = new Timeline(false);
  private final Pace pace;
  private final Tally tally;
  private int metrics;
  private boolean cut;
  private long cutAtMicros;

  private ResolvedReplay(
      ReplayPlan plan, RunRows rows, RowOutlet outlet, Ticker ticker, ReplayWatch watch) {
    this.plan = plan;
    this.rows = rows;
    this.outlet = outlet;
    this.watch = watch;
    pace = new Pace(plan.speed(), ticker, watch);
    tally = new Tally(plan, pace, watch);
  }

  /**
   * A replay of these rows.
   *
   * @param rows the caller closes them
   * @param settings where to; the run id is the plan's
   */
  public static ResolvedReplay of(
      ReplayPlan plan, RunRows rows, PublisherSettings settings, ReplayWatch watch) {
    PublisherSettings named = settings.toBuilder().runId(plan.run()).build();
    return of(plan, rows, new RowOutlet.Published(named), Ticker.SYSTEM, watch);
  }

  /** As {@link #of(ReplayPlan, RunRows, PublisherSettings, ReplayWatch)}, to any outlet. */
  static ResolvedReplay of(
      ReplayPlan plan, RunRows rows, RowOutlet outlet, Ticker ticker, ReplayWatch watch) {
    return new ResolvedReplay(plan, rows, outlet, ticker, watch);
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
    return tally.result(outlet, 0, rows.bytesRead(), end);
  }

  @Override
  public void giveUp() {
    outlet.giveUp();
  }

  private ReplayEnd publish() throws IOException {
    ReplayEnd end = ReplayEnd.brokenOff();
    try {
      boolean whole = publishRows();
      if (tally.isEmpty() && whole) {
        throw tally.nothing();
      }
      end = end(whole);
      return end;
    } finally {
      if (!tally.isEmpty()) {
        outlet.end(end.outcome(), end.reason());
      }
    }
  }

  private ReplayEnd end(boolean whole) {
    if (!whole) {
      return ReplayEnd.stopped();
    }
    return cut ? ReplayEnd.cut(plan.range().to()) : ReplayEnd.asOriginal(plan.original());
  }

  /** Returns whether it came to the end, and was not stopped before. */
  private boolean publishRows() throws IOException {
    while (!watch.isStopped()) {
      if (!rows.advance() || isBeyondLateness()) {
        return true;
      }
      tally.seen(rows.step(), rows.beginsLate());
      if (!plan.range().contains(rows.step())) {
        pass();
      } else if (!publishRow()) {
        return false;
      }
    }
    return false;
  }

  private void pass() {
    timeline.pass(rows.attempt(), rows.step(), rows.timeMicros());
    if (rows.step() > plan.range().to() && !cut) {
      cut = true;
      cutAtMicros = rows.timeMicros();
    }
  }

  private boolean isBeyondLateness() {
    return cut && rows.timeMicros() - cutAtMicros > LATENESS_MICROS;
  }

  private boolean publishRow() {
    long step = rows.step();
    long position = timeline.row(rows.attempt(), step, rows.timeMicros());
    if (!pace.await(position)) {
      return false;
    }
    if (tally.isEmpty()) {
      outlet.begin(plan.description(step));
    }
    List<MetricName> names = rows.metrics();
    while (metrics < names.size()) {
      outlet.metric(names.get(metrics++));
    }
    outlet.row(step);
    for (int i = 0; i < rows.size(); i++) {
      outlet.put(rows.metric(i), rows.value(i));
    }
    outlet.commit();
    tally.published(step);
    return true;
  }
}
