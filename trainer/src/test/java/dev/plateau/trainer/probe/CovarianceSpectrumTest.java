package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CovarianceSpectrumTest {
  /** The squares of the centred data's singular values, by another routine. */
  @Test
  void values_ofPartsOfAnySize_areSquaredSingularValuesOfTheCentredData() {
    Random random = new Random(3);
    int inputs = 7;
    int samples = 23;
    double[] x = random.doubles((long) inputs * samples, 4, 6).toArray(); // (inputs × samples)
    CovarianceSpectrum spectrum = new CovarianceSpectrum(inputs);
    spectrum.add(columns(x, samples, 0, 10));
    spectrum.add(columns(x, samples, 10, 23));
    double[] centred = x.clone();
    for (int i = 0; i < inputs; i++) {
      double mean = 0;
      for (int k = 0; k < samples; k++) {
        mean += x[i * samples + k] / samples;
      }
      for (int k = 0; k < samples; k++) {
        centred[i * samples + k] -= mean;
      }
    }
    double[] singular = SingularValues.of(new Matrix(inputs, samples, centred));
    double[] values = spectrum.values();
    assertThat(values).hasSize(inputs);
    for (int k = 0; k < inputs; k++) {
      assertThat(values[k]).isCloseTo(singular[k] * singular[k], within(1e-10));
    }
  }

  private static Matrix columns(double[] x, int all, int from, int to) {
    Matrix part = Matrix.zeros(x.length / all, to - from);
    for (int i = 0; i < part.rows(); i++) {
      System.arraycopy(x, i * all + from, part.data(), i * part.columns(), part.columns());
    }
    return part;
  }

  @Test
  void values_ofNothingOrNaN_areNaN() {
    assertThat(new CovarianceSpectrum(2).values()).containsOnly(Double.NaN);
    CovarianceSpectrum broken = new CovarianceSpectrum(2);
    broken.add(new Matrix(2, 2, new double[] {1, Double.NaN, 2, 3}));
    assertThat(broken.values()).containsOnly(Double.NaN);
    assertThatThrownBy(() -> broken.add(Matrix.zeros(3, 1)))
        .hasMessage("a covariance of 2 inputs got samples of 3");
  }
}
