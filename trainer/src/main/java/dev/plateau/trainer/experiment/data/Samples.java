package dev.plateau.trainer.experiment.data;

import dev.plateau.trainer.probe.Matrix;

/** Samples and their targets, of one output or several. Wraps its arrays. */
public final class Samples {
  private final SampleInputs inputs;
  private final Matrix targets;

  /**
   * Some samples of one output.
   *
   * @param x (samples × inputs)
   * @param y a target for each sample
   * @throws IllegalArgumentException if their numbers differ
   */
  public Samples(Matrix x, double[] y) {
    this(SampleInputs.of(x), new Matrix(y.length, 1, y));
  }

  /**
   * Some samples.
   *
   * @param inputs theirs
   * @param targets (samples × outputs)
   * @throws IllegalArgumentException if their numbers differ
   */
  Samples(SampleInputs inputs, Matrix targets) {
    if (inputs.samples() != targets.rows()) {
      throw new IllegalArgumentException(
          inputs.samples() + " samples got " + targets.rows() + " targets");
    }
    this.inputs = inputs;
    this.targets = targets;
  }

  /**
   * Samples of classes, whose targets (samples × classes) are 1 for their own class and 0 for the
   * others.
   *
   * @param labels the class of each sample, 0-based
   * @param classes how many there are
   * @throws IllegalArgumentException if there are not as many labels as inputs
   */
  public static Samples ofClasses(SampleInputs inputs, int[] labels, int classes) {
    Matrix targets = Matrix.zeros(labels.length, classes);
    for (int i = 0; i < labels.length; i++) {
      targets.data()[i * classes + labels[i]] = 1;
    }
    return new Samples(inputs, targets);
  }

  /** Number of samples. */
  public int size() {
    return targets.rows();
  }

  /** Number of inputs of a sample. */
  public int width() {
    return inputs.width();
  }

  /** Number of targets of a sample. */
  public int outputs() {
    return targets.columns();
  }

  /** One input of one sample, both 0-based. */
  public double x(int sample, int input) {
    return inputs.get(sample, input);
  }

  /** Inputs (samples × inputs), its own where it was made of a matrix. */
  public Matrix x() {
    return inputs.matrix();
  }

  /** Targets row by row, its own: with one output one for each sample. */
  public double[] y() {
    return targets.data();
  }

  /** Targets (samples × outputs), its own. */
  public Matrix targets() {
    return targets;
  }
}
