package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MisclassifiedShareTest {
  @Test
  void share_oneHotOrIndices_isTheNaiveCount() {
    RandomInputs random = new RandomInputs(30);
    for (int round = 0; round < 50; round++) {
      int samples = random.between(1, 12);
      int classes = random.between(2, 5);
      Matrix outputs = random.gaussianMatrix(samples, classes);
      Matrix oneHot = Matrix.zeros(samples, classes);
      Matrix indices = Matrix.zeros(samples, 1);
      int wrong = 0;
      for (int sample = 0; sample < samples; sample++) {
        int truth = random.between(0, classes - 1);
        indices.data()[sample] = truth;
        oneHot.data()[sample * classes + truth] = 1;
        boolean isBeaten = false;
        for (int output = 0; output < classes; output++) {
          isBeaten |= outputs.get(sample, output) > outputs.get(sample, truth);
        }
        wrong += isBeaten ? 1 : 0;
      }
      assertThat(share(outputs, oneHot)).isEqualTo((double) wrong / samples);
      assertThat(share(outputs, indices)).isEqualTo((double) wrong / samples);
    }
  }

  @Test
  void share_oneOutput_isCutInTheMiddleOfItsTargets() {
    Matrix h = column(0.4, 0.6, -3, 0.5);
    assertThat(share(h, column(0, 1, 0, 0))).isZero();
    assertThat(share(h, column(1, 1, 0, 1))).isEqualTo(0.5);
    assertThat(share(h, column(1, 1, -1, 1))).isZero();
    assertThat(share(h, column(-1, 1, -1, 1))).isEqualTo(0.25);
    assertThat(share(column(0), column(1))).isEqualTo(1);
  }

  @Test
  void share_equalOutputs_areTheFirstClass() {
    Matrix h = new Matrix(1, 3, new double[] {1, 2, 2});
    assertThat(share(h, column(1))).isZero();
    assertThat(share(h, column(2))).isEqualTo(1);
  }

  @Test
  void share_outputNotANumber_isNaN() {
    Matrix h = new Matrix(2, 2, new double[] {1, 2, Double.NaN, 2});
    assertThat(share(h, column(1, 1))).isNaN();
  }

  @Test
  void share_targetsOfNoForm_areRefusedQuotingTheSample() {
    assertThatThrownBy(() -> ClassTargets.of(column(1, 0.5), 1))
        .hasMessage("targets of one output are all 0 or 1, or all -1 or 1; sample 1 has 0.5");
    assertThatThrownBy(() -> ClassTargets.of(column(-1, 0), 1))
        .hasMessage("targets of one output are all 0 or 1, or all -1 or 1; sample 1 has 0.0");
    assertThatThrownBy(() -> ClassTargets.of(column(0, 3), 3))
        .hasMessage("class indices are whole numbers from 0 to 2; sample 1 has 3.0");
    assertThatThrownBy(() -> ClassTargets.of(column(Double.NaN), 3))
        .hasMessage("class indices are whole numbers from 0 to 2; sample 0 has NaN");
    assertThatThrownBy(() -> ClassTargets.of(new Matrix(1, 2, new double[] {1, 1}), 2))
        .hasMessage("one-hot targets have a single 1 and zeros; sample 0 has 1.0 at 1");
    assertThatThrownBy(() -> ClassTargets.of(Matrix.zeros(1, 2), 2))
        .hasMessage("one-hot targets have a single 1 and zeros; sample 0 has 0.0 at 0");
    assertThatThrownBy(() -> ClassTargets.of(Matrix.zeros(4, 2), 3))
        .hasMessage(
            "targets of 3 outputs are one-hot or a class index a sample, got a 4 x 2 matrix");
    assertThatThrownBy(() -> share(Matrix.zeros(2, 3), column(0)))
        .hasMessage("1 samples of 3 outputs are expected, got a 2 x 3 matrix");
  }

  private static double share(Matrix outputs, Matrix targets) {
    return MisclassifiedShare.of(outputs, ClassTargets.of(targets, outputs.columns()));
  }

  private static Matrix column(double... values) {
    return new Matrix(values.length, 1, values);
  }
}
