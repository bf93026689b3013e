package dev.plateau.trainer.listener;

import dev.plateau.trainer.network.BoundProbe;
import dev.plateau.trainer.network.NetworkProbe;
import dev.plateau.trainer.network.TrainedNetwork;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A probe that was asked for.
 *
 * @param schedule when it is due
 * @param hasDuePoints whether the schedule is the user's and names steps; not where the budget
 *     alone says how often
 */
record ProbeRequest(Schedule schedule, boolean hasDuePoints, NetworkProbe probe) {
  /** On a schedule. */
  static ProbeRequest on(Schedule schedule, NetworkProbe probe) {
    return new ProbeRequest(schedule, !(schedule instanceof Schedule.WithinBudget), probe);
  }

  /** As often as possible: at every step if it is cheap, else as the listener's budget allows. */
  static ProbeRequest often(NetworkProbe probe) {
    return new ProbeRequest(Schedule.every(1), probe.isCheap(), probe);
  }

  /** Whether only a budget of the listener's says how often it runs. */
  boolean needsBudget() {
    return !hasDuePoints && !(schedule instanceof Schedule.WithinBudget);
  }

  /**
   * Fits the probe to the network.
   *
   * @param budget the listener's; null: there is none
   * @throws IllegalArgumentException naming the probe and why it does not fit
   */
  ScheduledProbe bind(TrainedNetwork network, @Nullable ProbeBudget budget, LongSupplier nanoTime) {
    BoundProbe bound;
    try {
      bound = probe.bind(network);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the probe " + probe.name() + " does not fit the network: " + e.getMessage(), e);
    }
    return scheduled(bound, budget, nanoTime);
  }

  /** The probe that was fitted, with what it may spend. */
  ScheduledProbe scheduled(BoundProbe bound, @Nullable ProbeBudget budget, LongSupplier nanoTime) {
    return new ScheduledProbe(this, bound, account(budget), nanoTime);
  }

  private ProbeBudget.@Nullable Account account(@Nullable ProbeBudget budget) {
    if (schedule instanceof Schedule.WithinBudget own) {
      return new ProbeBudget(own.share()).open();
    }
    return budget == null || probe.isCheap() ? null : budget.open();
  }
}
