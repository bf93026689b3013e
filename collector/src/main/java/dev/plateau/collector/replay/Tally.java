package dev.plateau.collector.replay;

import java.io.IOException;

/** Counts what a replay finds and what it publishes, and tells who watches. */
final class Tally {
  private final ReplayPlan plan;
  private final Pace pace;
  private final ReplayWatch watch;
  private long firstSeen = -1;
  private long lastSeen = -1;
  private long rows;
  private long lastStep = -1;

  Tally(ReplayPlan plan, Pace pace, ReplayWatch watch) {
    this.plan = plan;
    this.pace = pace;
    this.watch = watch;
  }

  /**
   * A row of the original was read.
   *
   * @param beginsLate whether the log has dropped the run's beginning
   */
  void seen(long step, boolean beginsLate) {
    if (firstSeen < 0) {
      firstSeen = step;
      if (beginsLate) {
        watch.note(
            "The beginning of run "
                + plan.original().run()
                + " is no longer there: it is replayed from step "
                + Math.max(step, plan.range().from())
                + " on.");
      }
    }
    firstSeen = Math.min(firstSeen, step);
    lastSeen = Math.max(lastSeen, step);
  }

  /** A row was published. */
  void published(long step) {
    rows++;
    lastStep = Math.max(lastStep, step);
    watch.replayed(lastStep, rows, pace.reached());
  }

  /** Whether nothing was published so far. */
  boolean isEmpty() {
    return rows == 0;
  }

  /** What to throw when nothing was found. */
  NothingToReplayException nothing() {
    return new NothingToReplayException(plan, firstSeen, lastSeen);
  }

  /** What to throw when the original could not be read on and the outlet is closed. */
  ReplayBrokeOffException brokeOff(IOException cause, long undelivered) {
    return new ReplayBrokeOffException(plan, Math.max(-1, lastStep - undelivered), cause);
  }

  /** What became of it; the outlet is closed. */
  Replayed result(Outlet outlet, long unreadable, long bytesRead, ReplayEnd end) {
    return new Replayed(
        rows,
        lastStep,
        outlet.undelivered(),
        outlet.dropped(),
        unreadable,
        bytesRead,
        pace.seconds(),
        pace.reached(),
        end);
  }
}
