package dev.plateau.collector.reproduce;

import java.util.function.ToDoubleFunction;

/**
 * A level within a band, both ends included.
 *
 * @param what what is looked at
 * @param published what the paper has
 * @param reason why the band is as it is
 * @param least lower end
 * @param most upper end
 * @param level reads the level off the results; NaN is in no band
 */
public record Band(
    String what,
    String published,
    String reason,
    double least,
    double most,
    ToDoubleFunction<Results> level)
    implements Expectation {
  @Override
  public Verdict check(Results results) {
    double here = level.applyAsDouble(results);
    return new Verdict(here >= least && here <= most, Numbers.readable(here));
  }
}
