package dev.plateau.trainer.listener;

import dev.plateau.trainer.listener.Capture.Report;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The probes of one network at work. Cheap ones measure in the callback, in the row of their step;
 * what the others capture is measured on a thread of their own and written, with the next step, as
 * a further row of the step that it belongs to.
 *
 * <p>A probe with a budget never holds the training up: what cannot be done now is passed over and
 * counted. One without waits for a place. The last step waits for all.
 *
 * <p>Threads: one at a time, the training's or whoever closes; {@link #await} and {@link
 * #unfinished} any. Whoever makes it ends it, by {@link #finish} or {@link #abandon}.
 */
final class Probing {
  /** How long the last step of a run, or close, waits for probes that have a budget. */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final List<ScheduledProbe> probes;
  private final List<ScheduledProbe> cheap;
  private final List<ScheduledProbe> others;
  private final ProbingRules rules;
  private final @Nullable ProbeBudget budget;
  private final StepSink sink;
  private final ProbingThread thread;
  private final LongSupplier nanoTime;
  private final ProbeStatus status = new ProbeStatus();
  private int turn;

  Probing(BoundProbes bound, StepSink sink, ProbingThread thread, LongSupplier nanoTime) {
    probes = bound.probes();
    cheap = bound.cheap();
    others = bound.others();
    rules = bound.rules();
    budget = bound.budget();
    this.sink = sink;
    this.thread = thread;
    this.nanoTime = nanoTime;
  }

  /** In a step, whose row is begun: the parameters are those before its update. */
  void during(long step, boolean beginsEpoch) {
    if (probes.isEmpty()) {
      return;
    }
    long now = nanoTime.getAsLong();
    status.begin(now);
    boolean isLast = rules.isLast(step);
    for (ScheduledProbe probe : cheap) {
      if (isWanted(probe, step, beginsEpoch, isLast)) {
        measureHere(probe, step, now, isLast);
      }
    }
    // In turns: where there is no place for all, it is not always the same that get one.
    int first = turn;
    for (int i = 0; i < others.size(); i++) {
      int index = (first + i) % others.size();
      if (isWanted(others.get(index), step, beginsEpoch, isLast)) {
        captureIfPossible(index, step, now, isLast);
      }
    }
    if (!isLast) {
      countFailed();
      if (status.isDue(now)) {
        status.write(sink, step, now, false);
      }
    }
  }

  /** After a step, whose row is committed. */
  void after(long step) {
    if (probes.isEmpty()) {
      return;
    }
    if (rules.isLast(step)) {
      waitFor(() -> thread.awaitIdle(rules.patienceNanos()));
    }
    writeReports();
    if (rules.isLast(step)) {
      writeStatus(step);
    }
  }

  /**
   * After the last step, with the network between two steps: captures for every probe that did not
   * run at that step.
   *
   * @param next the step that these values belong to
   */
  void captureLast(long last, long next) {
    boolean hasRow = false;
    for (ScheduledProbe probe : probes) {
      if (probe.ranAt(last) || !probe.isOfParameters() || !probe.isReady(next)) {
        continue;
      }
      if (!probe.isCheap()) {
        capture(probe, next);
        continue;
      }
      if (!hasRow) {
        sink.again(next);
        hasRow = true;
      }
      status.spent(probe.measure(next, sink));
      status.ran();
    }
    if (hasRow) {
      sink.commit();
    }
  }

  /** Between two steps: waits until all that was captured is measured, and writes it. */
  void settle() {
    if (!probes.isEmpty()) {
      waitFor(() -> thread.awaitIdle(rules.patienceNanos()));
      writeReports();
    }
  }

  /** Writes what the probes have gathered and observed; once settled. */
  void save(DataOutput out) throws IOException {
    out.writeInt(probes.size());
    for (ScheduledProbe probe : probes) {
      probe.save(out);
    }
  }

  /**
   * Takes up what {@link #save} wrote.
   *
   * @throws IOException saying what does not fit, if other probes were saved
   */
  void restore(DataInput in) throws IOException {
    int saved = in.readInt();
    if (saved != probes.size()) {
      throw new IOException(
          "%d probes were saved, and there are %d".formatted(saved, probes.size()));
    }
    for (ScheduledProbe probe : probes) {
      probe.restore(in);
    }
  }

  /**
   * Waits until all that was captured is measured.
   *
   * @throws InterruptedException if the caller is interrupted
   */
  void await(long nanos) throws InterruptedException {
    thread.awaitIdle(nanos);
  }

  /** Captures that are not measured. Any thread. */
  int unfinished() {
    return thread.unfinished();
  }

  /** Writes what is measured and what became of the probes, and lets the thread go. */
  void finish(long last, long next) {
    thread.end();
    writeReports();
    countFailed();
    if (status.hasNews()) {
      writeStatus(status.isSaidAt(last) ? next : last);
    }
  }

  /** Lets the thread go; what is not written is lost. */
  void abandon() {
    thread.end();
  }

  private boolean isWanted(ScheduledProbe probe, long step, boolean beginsEpoch, boolean isLast) {
    status.spent(probe.watch(step));
    return isLast ? probe.isReady(step) : probe.isDue(step, beginsEpoch);
  }

  private void measureHere(ScheduledProbe probe, long step, long now, boolean isLast) {
    if (!isLast && !probe.mayRun(now)) {
      return; // a share of its own is all that can hold a cheap probe back
    }
    long cost = probe.measure(step, sink);
    status.spent(cost);
    status.ran();
    if (budget != null && !probe.isLimited()) {
      budget.chargeUnavoidable(cost);
    }
  }

  private void captureIfPossible(int index, long step, long now, boolean isLast) {
    ScheduledProbe probe = others.get(index);
    boolean isPossible =
        (isLast || !probe.isLimited())
            ? thread.hasPlace() || waitFor(() -> thread.awaitPlace(rules.patienceNanos()))
            : probe.mayRun(now) && thread.hasPlace();
    if (isPossible) {
      capture(probe, step);
      turn = (index + 1) % others.size();
    } else if (probe.hasDuePoints() || isLast) {
      status.skipped();
    }
  }

  private void capture(ScheduledProbe probe, long step) {
    Capture capture = probe.capture(step);
    if (capture != null) {
      status.spent(capture.captureNanos());
      status.ran();
      thread.submit(capture);
    }
  }

  private void writeReports() {
    Report report = thread.poll();
    long row = -1;
    for (; report != null; report = thread.poll()) {
      report.probe().reported(report);
      status.spent(report.measureNanos());
      status.ran();
      if (report.values().isEmpty()) {
        continue;
      }
      if (row != report.step()) {
        if (row >= 0) {
          sink.commit();
        }
        row = report.step();
        sink.again(row);
      }
      report.values().forEach(sink::put);
    }
    if (row >= 0) {
      sink.commit();
    }
  }

  private void writeStatus(long step) {
    countFailed();
    sink.again(step);
    status.write(sink, step, nanoTime.getAsLong(), true);
    sink.commit();
  }

  private void countFailed() {
    int failed = 0;
    for (ScheduledProbe probe : probes) {
      failed += probe.isOff() ? 1 : 0;
    }
    status.failed(failed);
  }

  /** A wait of the training thread; an interrupt ends it and stays for the training to see. */
  private static boolean waitFor(Waiting waiting) {
    try {
      return waiting.isOver();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private interface Waiting {
    boolean isOver() throws InterruptedException;
  }
}
