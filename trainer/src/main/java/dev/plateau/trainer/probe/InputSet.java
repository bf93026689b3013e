package dev.plateau.trainer.probe;

/** A set of a first layer's inputs, as the relevant ones or the irrelevant ones. */
public final class InputSet {
  private final boolean[] isInside;

  private InputSet(boolean[] isInside) {
    this.isInside = isInside;
  }

  /**
   * The set of some inputs.
   *
   * @param inputs number of the layer's inputs
   * @param indices of those in the set, 0-based
   * @throws IllegalArgumentException naming the index, if one is not below {@code inputs} or is
   *     given twice
   */
  public static InputSet of(int inputs, int... indices) {
    boolean[] isInside = new boolean[inputs];
    for (int index : indices) {
      if (index < 0 || index >= inputs) {
        throw new IllegalArgumentException(
            "a layer of " + inputs + " inputs has no input " + index + "; the first is 0");
      }
      if (isInside[index]) {
        throw new IllegalArgumentException("input " + index + " is given twice");
      }
      isInside[index] = true;
    }
    return new InputSet(isInside);
  }

  /** All inputs that are not in this set. */
  public InputSet complement() {
    boolean[] isOutside = new boolean[isInside.length];
    for (int input = 0; input < isOutside.length; input++) {
      isOutside[input] = !isInside[input];
    }
    return new InputSet(isOutside);
  }

  /** Number of the layer's inputs, in the set or not. */
  public int inputs() {
    return isInside.length;
  }

  /** Number of inputs in the set. */
  public int size() {
    int size = 0;
    for (boolean is : isInside) {
      size += is ? 1 : 0;
    }
    return size;
  }

  /** Whether an input (0-based) is in the set. */
  public boolean contains(int input) {
    return isInside[input];
  }
}
