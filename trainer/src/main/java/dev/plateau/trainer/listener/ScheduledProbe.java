package dev.plateau.trainer.listener;

import dev.plateau.trainer.network.BoundProbe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A probe with its schedule. Failure policy: a probe that fails is switched off for the rest of the
 * run, with one warning; rows of later steps lack its values.
 *
 * <p>Captures and measures in the callback. A thread for measures belongs between the two.
 */
final class ScheduledProbe {
  private static final Logger log = LoggerFactory.getLogger(ScheduledProbe.class);

  private final String name;
  private final Schedule schedule;
  private final long lastStep;
  private final BoundProbe probe;
  private boolean isOff;

  ScheduledProbe(String name, Schedule schedule, long lastStep, BoundProbe probe) {
    this.name = name;
    this.schedule = schedule;
    this.lastStep = lastStep;
    this.probe = probe;
  }

  /** Measures into the row of the step, if it is due. Never throws. */
  void runIfDue(long step, boolean beginsEpoch, StepSink row) {
    if (isOff || !(step == lastStep || schedule.isDue(step, beginsEpoch))) {
      return;
    }
    try {
      probe.capture().report(row::put);
    } catch (Throwable e) { // even an OutOfMemoryError: the training may well do without a probe
      isOff = true;
      log.warn("The probe {} failed at step {} and is switched off: {}", name, step, e, e);
    }
  }
}
