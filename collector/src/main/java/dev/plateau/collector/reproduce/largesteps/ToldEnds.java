package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Medians;
import dev.plateau.collector.reproduce.Results;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the collector told of the ends of some runs' stabilizations, counted.
 *
 * @param runs how many there are
 * @param due those whose loss was stable and then fell, so that there was an end to tell
 * @param told of these, those whose end was told
 * @param accounts of all ends that were told
 * @param toldBefore ends that were told before the step size fell
 */
record ToldEnds(
    int runs, long due, long told, List<StabilizationAccount> accounts, long toldBefore) {
  private static final String LEARNING_RATE = "learning_rate";

  /** Of some runs. */
  static ToldEnds of(Collection<DecayedRun> runs, Results results) {
    List<DecayedRun> due = runs.stream().filter(run -> run.hasEnd(results)).toList();
    return new ToldEnds(
        runs.size(),
        due.size(),
        StabilizationAccount.of(due, results).size(),
        StabilizationAccount.of(runs, results),
        runs.stream().mapToLong(run -> run.endsToldBefore(results)).sum());
  }

  /** Of the ends that were there, those that were told, from 0 to 1; NaN: there was none. */
  double recall() {
    return (double) told / due;
  }

  /** Of the told ends, those that were told to come from the learning rate; NaN: of none. */
  double shareByStepSize() {
    long byStepSize =
        accounts.stream().filter(account -> account.end().cause().equals(LEARNING_RATE)).count();
    return (double) byStepSize / accounts.size();
  }

  /** Ends told before the step size fell, for each run. */
  double toldBeforePerRun() {
    return (double) toldBefore / runs;
  }

  /** The median over all ends that were told; NaN: of none. */
  double median(ToDoubleFunction<StabilizationAccount> level) {
    return Medians.of(accounts.stream().mapToDouble(level).toArray());
  }
}
