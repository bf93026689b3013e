package dev.plateau.collector.reproduce;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Runs that have to be trained, by their cost: in which order, how far they are, and how much time
 * is left. Reads no clock. For one thread.
 */
public final class Workload {
  /** Below this much work nothing is said of the time left: it would be a guess. */
  private static final double LEAST_DONE_SECONDS = 2;

  private final Map<PlannedRun, Double> costs = new HashMap<>();
  private final Map<PlannedRun, Double> fractions = new HashMap<>();
  private final List<PlannedRun> order;
  private final int jobs;
  private double workedSeconds;

  /**
   * @param runs each once
   * @param jobs how many are trained at a time, at least 1
   */
  public Workload(Collection<PlannedRun> runs, int jobs) {
    this.jobs = jobs;
    runs.forEach(run -> costs.put(run, RunCost.seconds(run)));
    order = new ArrayList<>(runs);
    // Stable: what costs the same stays in the order of the figures.
    order.sort(Comparator.comparingDouble((PlannedRun run) -> -RunCost.seconds(run)));
  }

  /** The longest first, so that none is left alone at the end. */
  public List<PlannedRun> order() {
    return List.copyOf(order);
  }

  /**
   * Says how far a run is.
   *
   * @param fraction from 0 to 1; 1 once it is over, however it ended
   */
  public void reached(PlannedRun run, double fraction) {
    fractions.put(run, Math.max(0, Math.min(1, fraction)));
  }

  /** Says that this many trainers have been running for so long since it was said last. */
  public void worked(int trainers, double seconds) {
    workedSeconds += trainers * seconds;
  }

  /** How much of all is done, from 0 to 1, by cost. */
  public double fraction() {
    double all = costs.values().stream().mapToDouble(cost -> cost).sum();
    return all == 0 ? 1 : Math.min(1, doneSeconds() / all);
  }

  /** Seconds that all will take as {@link RunCost} has it, spread over all jobs. */
  public double guessedSeconds() {
    double all = costs.values().stream().mapToDouble(cost -> cost).sum();
    return Math.max(all / jobs, costs.values().stream().mapToDouble(cost -> cost).max().orElse(0));
  }

  /**
   * Seconds until all is done, at the pace so far: what is left spread over all jobs, but no less
   * than the longest of what is left. Empty before there is a pace.
   */
  public OptionalDouble leftSeconds() {
    double done = doneSeconds();
    if (done < LEAST_DONE_SECONDS) {
      return OptionalDouble.empty();
    }
    double left = 0;
    double longest = 0;
    for (Map.Entry<PlannedRun, Double> run : costs.entrySet()) {
      double ofRun = run.getValue() * (1 - fractions.getOrDefault(run.getKey(), 0.0));
      left += ofRun;
      longest = Math.max(longest, ofRun);
    }
    return OptionalDouble.of(workedSeconds / done * Math.max(left / jobs, longest));
  }

  private double doneSeconds() {
    double done = 0;
    for (Map.Entry<PlannedRun, Double> run : fractions.entrySet()) {
      done += costs.getOrDefault(run.getKey(), 0.0) * run.getValue();
    }
    return done;
  }
}
