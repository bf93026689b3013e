package dev.plateau.trainer.experiment.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** NumPy's own: the first of the legacy generator. {@code DiagonalDataTest} has whole data sets. */
class NumpyGaussiansTest {
  @Test
  void next_seedZero_beginsAsNumpyDoes() {
    assertThat(new NumpyGaussians(0).next(5))
        .containsExactly(
            new double[] {
              1.764052345967664,
              0.4001572083672233,
              0.9787379841057392,
              2.240893199201458,
              1.8675579901499675
            },
            within(1e-15));
  }
}
