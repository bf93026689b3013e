package dev.plateau.collector.phase;

/** Median of finite numbers; of an even count the mean of the two middle ones. */
final class Median {
  private Median() {}

  /** Median of {@code values}, at least one and none NaN, whose order it changes. O(n). */
  static double reordering(double[] values) {
    int middle = values.length / 2;
    double upper = select(values, middle);
    if (values.length % 2 == 1) {
      return upper;
    }
    double lower = values[0];
    for (int i = 1; i < middle; i++) {
      lower = Math.max(lower, values[i]);
    }
    return (lower + upper) / 2;
  }

  /**
   * The value that sorting would put at {@code rank} (Hoare's quickselect). Nothing larger is left
   * in front of it.
   */
  private static double select(double[] values, int rank) {
    int low = 0;
    int high = values.length - 1;
    while (low < high) {
      double pivot = values[(low + high) >>> 1];
      int left = low;
      int right = high;
      while (left <= right) {
        while (values[left] < pivot) {
          left++;
        }
        while (values[right] > pivot) {
          right--;
        }
        if (left <= right) {
          double swapped = values[left];
          values[left++] = values[right];
          values[right--] = swapped;
        }
      }
      if (rank <= right) {
        high = right;
      } else if (rank >= left) {
        low = left;
      } else {
        break;
      }
    }
    return values[rank];
  }
}
