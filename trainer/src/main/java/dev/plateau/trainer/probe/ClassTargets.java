package dev.plateau.trainer.probe;

import java.util.Arrays;

/**
 * The classes that samples are to be put into, in one of the forms in which targets give them: for
 * several outputs one-hot rows (samples × outputs) or class indices (samples × 1); for one output
 * (samples × 1) of 0 and 1, or of −1 and 1.
 */
public final class ClassTargets {
  private final int[] classes;
  private final int outputs;
  private final double middle;

  private ClassTargets(int[] classes, int outputs, double middle) {
    this.classes = classes;
    this.outputs = outputs;
    this.middle = middle;
  }

  /**
   * Reads targets.
   *
   * @param targets in one of the forms above
   * @param outputs number of the network's outputs
   * @throws IllegalArgumentException quoting the sample, if they are of none of the forms, or if
   *     there are no samples
   */
  public static ClassTargets of(Matrix targets, int outputs) {
    int columns = targets.columns();
    if (targets.rows() == 0 || outputs < 1 || !(columns == outputs || columns == 1)) {
      throw new IllegalArgumentException(
          "targets of %d outputs are one-hot or a class index a sample, got a %s"
              .formatted(outputs, targets));
    }
    if (outputs == 1) {
      boolean isSigned = Arrays.stream(targets.data()).anyMatch(target -> target == -1);
      double low = isSigned ? -1 : 0;
      return new ClassTargets(twoClasses(targets.data(), low), 1, (low + 1) / 2);
    }
    int[] classes = columns == 1 ? indices(targets.data(), outputs) : hot(targets);
    return new ClassTargets(classes, outputs, Double.NaN);
  }

  private static int[] twoClasses(double[] targets, double low) {
    int[] classes = new int[targets.length];
    for (int sample = 0; sample < targets.length; sample++) {
      if (targets[sample] != low && targets[sample] != 1) {
        throw new IllegalArgumentException(
            "targets of one output are all 0 or 1, or all -1 or 1; sample %d has %s"
                .formatted(sample, targets[sample]));
      }
      classes[sample] = targets[sample] == 1 ? 1 : 0;
    }
    return classes;
  }

  private static int[] indices(double[] targets, int outputs) {
    int[] classes = new int[targets.length];
    for (int sample = 0; sample < targets.length; sample++) {
      classes[sample] = (int) targets[sample];
      if (classes[sample] != targets[sample] || classes[sample] < 0 || classes[sample] >= outputs) {
        throw new IllegalArgumentException(
            "class indices are whole numbers from 0 to %d; sample %d has %s"
                .formatted(outputs - 1, sample, targets[sample]));
      }
    }
    return classes;
  }

  private static int[] hot(Matrix targets) {
    int[] classes = new int[targets.rows()];
    for (int sample = 0; sample < classes.length; sample++) {
      classes[sample] = largest(targets, sample);
      for (int output = 0; output < targets.columns(); output++) {
        if (targets.get(sample, output) != (output == classes[sample] ? 1 : 0)) {
          throw new IllegalArgumentException(
              "one-hot targets have a single 1 and zeros; sample %d has %s at %d"
                  .formatted(sample, targets.get(sample, output), output));
        }
      }
    }
    return classes;
  }

  private static int largest(Matrix matrix, int row) {
    int largest = 0;
    for (int column = 1; column < matrix.columns(); column++) {
      if (matrix.get(row, column) > matrix.get(row, largest)) {
        largest = column;
      }
    }
    return largest;
  }

  /** Number of samples. */
  int samples() {
    return classes.length;
  }

  /** Number of the network's outputs. */
  int outputs() {
    return outputs;
  }

  /** Whether the outputs h (samples × outputs) put a sample into its class. */
  boolean areMetBy(Matrix h, int sample) {
    int found = outputs == 1 ? (h.get(sample, 0) > middle ? 1 : 0) : largest(h, sample);
    return found == classes[sample];
  }
}
