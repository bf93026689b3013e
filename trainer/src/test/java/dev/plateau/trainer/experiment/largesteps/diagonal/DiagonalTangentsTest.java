package dev.plateau.trainer.experiment.largesteps.diagonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.largesteps.sde.TangentNetwork;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.probe.DiagonalTangentFeatures;
import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagonalTangentsTest {
  /** Sizes that are and that are not multiples of four. */
  @ParameterizedTest
  @CsvSource({"8, 12", "7, 5", "1, 1", "2, 9", "80, 200"})
  void move_anyWeights_isTheProductWithTheTangentFeatures(int n, int d) {
    Random random = new Random(n);
    Matrix x = new Matrix(n, d, RandomStream.gaussians(random, n * d));
    Samples samples = new Samples(x, RandomStream.gaussians(random, n));
    DiagonalNetwork network =
        new DiagonalNetwork(RandomStream.gaussians(random, d), RandomStream.gaussians(random, d));
    DiagonalTangents tangents = new DiagonalTangents(network, samples);
    for (int again = 0; again < 3; again++) {
      double[] r = tangents.residuals();
      for (int i = 0; i < n; i++) {
        double h = 0;
        for (int j = 0; j < d; j++) {
          h += x.get(i, j) * network.u()[j] * network.v()[j];
        }
        assertThat(r[i]).isCloseTo(h - samples.y()[i], within(1e-12 * d));
      }
      assertThat(TangentNetwork.loss(r)).isCloseTo(network.loss(samples), within(1e-12 * d));

      double[] u = network.u().clone();
      double[] v = network.v().clone();
      Matrix phi = DiagonalTangentFeatures.of(u, v, x);
      double[] w = RandomStream.gaussians(random, n);
      Arrays.setAll(w, i -> w[i] / d);
      tangents.move(w);
      for (int j = 0; j < d; j++) {
        for (int i = 0; i < n; i++) {
          u[j] += w[i] * phi.get(i, j);
          v[j] += w[i] * phi.get(i, d + j);
        }
      }
      assertThat(network.u()).containsExactly(u, within(1e-12 * n));
      assertThat(network.v()).containsExactly(v, within(1e-12 * n));
    }
  }
}
