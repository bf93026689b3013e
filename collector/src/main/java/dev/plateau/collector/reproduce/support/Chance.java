package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.BinomialTest;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Verdict;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Successes that are as likely as a probability has it: a one-sided binomial test at 0.001.
 *
 * @param what what is looked at
 * @param published the probability, as the paper has it
 * @param reason why it is expected, and on which side
 * @param probability of a success in one trial
 * @param side on which successes may not lie
 * @param successes reads how many there were off the results
 * @param trials reads of how many
 */
record Chance(
    String what,
    String published,
    String reason,
    double probability,
    Side side,
    ToDoubleFunction<Results> successes,
    ToDoubleFunction<Results> trials)
    implements Expectation {
  private static final double LEVEL = 1e-3;

  /** Where successes may not be found. */
  enum Side {
    /** More of them than the probability gives: it is an upper bound. */
    ABOVE,
    /** Fewer: it is a lower bound. */
    BELOW
  }

  @Override
  public Verdict check(Results results) {
    double here = successes.applyAsDouble(results);
    double of = trials.applyAsDouble(results);
    if (!(here >= 0 && here <= of && of >= 1)) {
      return new Verdict(false, String.format(Locale.ROOT, "%.0f of %.0f", here, of));
    }
    long count = Math.round(here);
    long tried = Math.round(of);
    double tail =
        side == Side.ABOVE
            ? BinomialTest.upperTail(count, tried, probability)
            : BinomialTest.upperTail(tried - count, tried, 1 - probability);
    return new Verdict(
        tail >= LEVEL,
        String.format(Locale.ROOT, "%d of %d = %.3f, p = %.2g", count, tried, here / of, tail));
  }
}
