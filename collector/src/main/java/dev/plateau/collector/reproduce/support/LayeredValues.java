package dev.plateau.collector.reproduce.support;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Arrays that runs publish as layered metrics, put in order again. */
final class LayeredValues {
  private LayeredValues() {}

  /**
   * The values under a prefix and a number that goes up by one until there is no such layer.
   *
   * @param byLayer values by layer
   * @param prefix before the number, as {@code 0.}
   * @param first the first number
   */
  static List<Double> numbered(Map<String, Double> byLayer, String prefix, int first) {
    int end = first;
    while (byLayer.containsKey(prefix + end)) {
      end++;
    }
    return IntStream.range(first, end).mapToObj(i -> byLayer.get(prefix + i)).toList();
  }

  /** Row {@code i} and column {@code j} from 1, as {@code i.j}, up to a size. */
  static List<List<Double>> square(Map<String, Double> byLayer, int size) {
    return IntStream.rangeClosed(1, size)
        .mapToObj(
            i ->
                IntStream.rangeClosed(1, size)
                    .mapToObj(j -> byLayer.getOrDefault(i + "." + j, Double.NaN))
                    .toList())
        .toList();
  }
}
