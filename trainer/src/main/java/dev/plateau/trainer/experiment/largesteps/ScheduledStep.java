package dev.plateau.trainer.experiment.largesteps;

import dev.plateau.trainer.listener.Schedule;

/**
 * A step as schedules see it.
 *
 * @param step 0-based
 * @param beginsEpoch whether it is the first of its epoch
 * @param isLast whether it is the run's last, which is measured whatever the schedule
 */
public record ScheduledStep(long step, boolean beginsEpoch, boolean isLast) {
  /** Whether something is measured now: at the run's last step in any case. */
  public boolean isDue(Schedule schedule) {
    return isLast || schedule.isDue(step, beginsEpoch);
  }
}
