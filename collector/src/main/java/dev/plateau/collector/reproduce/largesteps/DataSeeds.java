package dev.plateau.collector.reproduce.largesteps;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The data sets and first weights that the paper's observations are held against beside its own,
 * and by what each one's learning rates are multiplied.
 *
 * <p>The published learning rates are at the edge of stability of the published data; on others
 * they may diverge, or not hold the loss up. So each seed has the largest factor of 1, 0.98, 0.96 …
 * at which none of its decayed runs diverges and the loss stabilises until it falls. A seed that is
 * not in the table has 1.
 */
final class DataSeeds {
  private static final List<Integer> QUICK = List.of(0, 1, 2);
  private static final int IN_FULL = 5;
  private static final Map<String, Map<Integer, String>> FACTORS = Map.of();

  private DataSeeds() {}

  /**
   * Seeds over which medians are taken: five that are not the paper's own; quick: its own, and two.
   */
  static List<Integer> observed(boolean isQuick) {
    return isQuick ? QUICK : IntStream.rangeClosed(1, IN_FULL).boxed().toList();
  }

  /** The factor of an experiment's learning rates, as {@code rate-scale} takes it; 1 for seed 0. */
  static String rateScale(String experiment, int dataSeed) {
    return FACTORS.getOrDefault(experiment, Map.of()).getOrDefault(dataSeed, "1");
  }
}
