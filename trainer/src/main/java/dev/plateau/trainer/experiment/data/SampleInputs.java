package dev.plateau.trainer.experiment.data;

import dev.plateau.trainer.probe.Matrix;

/** Inputs of samples, however they are kept. Immutable. */
public interface SampleInputs {
  /** Number of samples. */
  int samples();

  /** Number of inputs of a sample. */
  int width();

  /** One input of one sample, both 0-based. */
  double get(int sample, int input);

  /** All of them (samples × inputs): those of a matrix itself, others made anew. */
  default Matrix matrix() {
    Matrix all = Matrix.zeros(samples(), width());
    for (int i = 0; i < samples(); i++) {
      for (int j = 0; j < width(); j++) {
        all.data()[i * width() + j] = get(i, j);
      }
    }
    return all;
  }

  /** The rows of a matrix, which is wrapped. */
  static SampleInputs of(Matrix x) {
    return new SampleInputs() {
      @Override
      public int samples() {
        return x.rows();
      }

      @Override
      public int width() {
        return x.columns();
      }

      @Override
      public double get(int sample, int input) {
        return x.get(sample, input);
      }

      @Override
      public Matrix matrix() {
        return x;
      }
    };
  }
}
