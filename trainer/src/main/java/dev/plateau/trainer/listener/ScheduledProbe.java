package dev.plateau.trainer.listener;

import dev.plateau.trainer.listener.Capture.Report;
import dev.plateau.trainer.network.BoundProbe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A probe with its schedule and what it may spend. Failure policy: a probe that fails is switched
 * off for the rest of the run, with one warning; rows of later steps lack its values.
 *
 * <p>Threads: the training thread, or whoever closes in its stead; {@link #switchOff}, {@link
 * #isOff} and {@link #failedBefore} any.
 */
final class ScheduledProbe {
  private static final Logger log = LoggerFactory.getLogger(ScheduledProbe.class);
  private static final long NEVER = -1;
  private static final long NOT_FAILED = Long.MAX_VALUE;

  private final ProbeRequest request;
  private final BoundProbe probe;
  private final LongSupplier nanoTime;
  private final SampledCost watching;
  private final SampledCost measuring;

  /** Null: nothing limits the probe. */
  private final ProbeBudget.@Nullable Account account;

  private volatile long failedStep = NOT_FAILED;
  private long lastRun = NEVER;
  private int unreported;

  ScheduledProbe(
      ProbeRequest request,
      BoundProbe probe,
      ProbeBudget.@Nullable Account account,
      LongSupplier nanoTime) {
    this.request = request;
    this.probe = probe;
    this.account = account;
    this.nanoTime = nanoTime;
    watching = new SampledCost(nanoTime);
    measuring = new SampledCost(nanoTime);
  }

  /** Whether it measures in the callback. */
  boolean isCheap() {
    return request.probe().isCheap();
  }

  /** Whether there is a budget that it must keep. */
  boolean isLimited() {
    return account != null;
  }

  /** Whether its due points are the user's: those that are passed over are counted. */
  boolean hasDuePoints() {
    return request.hasDuePoints();
  }

  /** Whether it failed. */
  boolean isOff() {
    return failedStep != NOT_FAILED;
  }

  /** Whether it failed at an earlier step: what was captured before may still be measured. */
  boolean failedBefore(long step) {
    return failedStep < step;
  }

  /** Whether the step is the last that it ran at. */
  boolean ranAt(long step) {
    return lastRun == step;
  }

  /** Whether its budget and what it has under way allow a run. */
  boolean mayRun(long nowNanos) {
    return account == null || (unreported == 0 && account.allows(nowNanos));
  }

  /** Sees a step; returns what that has cost, estimated, in nanoseconds. */
  long watch(long step) {
    if (isOff()) {
      return 0;
    }
    watching.begin();
    try {
      probe.watch();
    } catch (Throwable e) { // as in measure
      failed(step, e);
    }
    long cost = watching.end();
    if (account != null) {
      account.chargeAside(cost);
    }
    return cost;
  }

  /** Whether the schedule says that it is time, and the probe has what it needs. */
  boolean isDue(long step, boolean beginsEpoch) {
    return request.schedule().isDue(step, beginsEpoch) && isReady(step);
  }

  /** Whether it has what it needs. */
  boolean isReady(long step) {
    try {
      return !isOff() && probe.isReady();
    } catch (Throwable e) { // as in measure
      failed(step, e);
      return false;
    }
  }

  /** Whether it can be captured after a step as well as in one. */
  boolean isOfParameters() {
    return !probe.needsStep();
  }

  /**
   * Measures here and now, into a row. Never throws.
   *
   * @return what that has cost, estimated, in nanoseconds
   */
  long measure(long step, StepSink row) {
    lastRun = step;
    measuring.begin();
    try {
      probe.capture().report(row::put);
    } catch (Throwable e) { // even an OutOfMemoryError: the training may well do without a probe
      failed(step, e);
    }
    long cost = measuring.end();
    if (account != null && cost > 0) {
      account.charge(cost);
    }
    return cost;
  }

  /** Captures. Never throws; null: it failed. */
  @Nullable Capture capture(long step) {
    lastRun = step;
    long begun = nanoTime.getAsLong();
    try {
      BoundProbe.Measurement measurement = probe.capture();
      unreported++;
      return new Capture(this, step, measurement, nanoTime.getAsLong() - begun);
    } catch (Throwable e) { // as in measure
      failed(step, e);
      return null;
    }
  }

  /** Writes what the probe has gathered and observed, between two steps. */
  void save(DataOutput out) throws IOException {
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    probe.save(new DataOutputStream(state));
    out.writeUTF(request.probe().name());
    out.writeInt(state.size());
    out.write(state.toByteArray());
  }

  /**
   * Takes up what {@link #save} wrote.
   *
   * @throws IOException naming both probes, if another was saved in its place
   */
  void restore(DataInput in) throws IOException {
    String saved = in.readUTF();
    if (!saved.equals(request.probe().name())) {
      throw new IOException(
          "the probe '%s' was saved where '%s' is".formatted(saved, request.probe().name()));
    }
    byte[] state = new byte[in.readInt()];
    in.readFully(state);
    probe.restore(new DataInputStream(new ByteArrayInputStream(state)));
  }

  /** A capture has been measured: pays for it. */
  void reported(Report report) {
    unreported--;
    if (account != null) {
      account.charge(report.costNanos());
    }
    if (report.failure() != null) {
      failed(report.step(), report.failure());
    }
  }

  private void failed(long step, Throwable failure) {
    switchOff(step, failure);
    if (account != null) {
      account.close();
    }
  }

  /** The probe has failed at a step. One warning, however often it is said. */
  void switchOff(long step, Throwable failure) {
    synchronized (this) {
      if (isOff()) {
        return;
      }
      failedStep = step;
    }
    log.warn(
        "The probe {} failed at step {} and is switched off: {}",
        request.probe().name(),
        step,
        failure,
        failure);
  }
}
