package dev.plateau.collector.reproduce;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Levels that fall, each strictly below the one before.
 *
 * @param what what is looked at, with the names of the levels in their order: {@code GD > 512 > 32}
 * @param published what the paper has
 * @param reason why this order is asked for
 * @param levels reads the levels off the results, from the largest to the smallest expected
 */
public record Order(
    String what, String published, String reason, Function<Results, List<Double>> levels)
    implements Expectation {
  @Override
  public Verdict check(Results results) {
    List<Double> here = levels.apply(results);
    boolean falls = true;
    for (int i = 1; i < here.size(); i++) {
      falls &= here.get(i) < here.get(i - 1);
    }
    return new Verdict(
        falls, here.stream().map(Numbers::readable).collect(Collectors.joining(", ")));
  }
}
