package dev.plateau.trainer.experiment.support.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reference data and generated data keep the same laws. */
class SupportDataTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void supportData_anySeed_isDoubledWithTheNoiseAddedAndSubtracted(long seed) {
    Samples samples = SupportData.of(seed).samples(SupportDataTest::sum);
    assertThat(samples.size()).isEqualTo(10_000);
    assertThat(samples.x()).hasToString("10000 x 15 matrix");
    double squares = 0;
    for (int i = 0; i < 5000; i++) {
      double clean = sum(Arrays.copyOf(row(samples.x(), i), SupportData.RELEVANT));
      assertThat(row(samples.x(), i)).isEqualTo(row(samples.x(), i + 5000));
      assertThat((samples.y()[i] + samples.y()[i + 5000]) / 2).isCloseTo(clean, within(1e-12));
      squares += Math.pow(samples.y()[i] - clean, 2);
    }
    assertThat(Math.sqrt(squares / 5000)).as("noise").isCloseTo(0.001, within(0.00005));
    for (int input = 0; input < SupportData.INPUTS; input++) {
      boolean isRelevant = input < SupportData.RELEVANT;
      assertThat(mean(samples.x(), input)).isCloseTo(0, within(isRelevant ? 0.05 : 1e-8));
    }
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  private static double mean(Matrix x, int column) {
    double sum = 0;
    for (int i = 0; i < x.rows(); i++) {
      sum += x.get(i, column);
    }
    return sum / x.rows();
  }

  private static double[] row(Matrix x, int row) {
    return Arrays.copyOfRange(x.data(), row * x.columns(), (row + 1) * x.columns());
  }
}
