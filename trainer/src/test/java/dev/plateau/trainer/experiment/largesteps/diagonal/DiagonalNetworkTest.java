package dev.plateau.trainer.experiment.largesteps.diagonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.probe.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Gradients against differences of the loss, and steps against gradients. */
class DiagonalNetworkTest {
  private static final int D = 6; // not a multiple of the four sums side by side
  private static final int N = 5;
  private static final double H = 1e-6;

  private final Random random = new Random(31);
  private final Samples samples =
      new Samples(
          new Matrix(N, D, RandomStream.gaussians(random, N * D)),
          RandomStream.gaussians(random, N));
  private final double[] u = RandomStream.gaussians(random, D);
  private final double[] v = RandomStream.gaussians(random, D);

  @Test
  void residual_anySample_isTheNaiveOne() {
    double[] residuals = network().residuals(samples);
    double squares = 0;
    for (int i = 0; i < N; i++) {
      double expected = -samples.y()[i];
      for (int j = 0; j < D; j++) {
        expected += u[j] * v[j] * samples.x(i, j);
      }
      assertThat(residuals[i]).isCloseTo(expected, within(1e-13));
      squares += expected * expected;
    }
    assertThat(network().loss(samples)).isCloseTo(squares / (2 * N), within(1e-13));
    assertThat(new BatchDescent(network(), samples).choose()).isEqualTo(network().loss(samples));
  }

  @Test
  void gradient_ofAll_isWhatTheLossChangesBy() {
    DiagonalNetwork network = network();
    double[] gradient = network.gradient(samples, network.residuals(samples));
    for (int k = 0; k < 2 * D; k++) {
      double slope = (lossWith(k, H) - lossWith(k, -H)) / (2 * H);
      assertThat(gradient[k]).isCloseTo(slope, within(1e-8));
    }
  }

  @Test
  void gradient_ofAll_isTheMeanOfThoseOfOne() {
    DiagonalNetwork network = network();
    double[] residuals = network.residuals(samples);
    double[] mean = new double[2 * D];
    for (int i = 0; i < N; i++) {
      double[] ofOne = network.gradient(samples, i, residuals[i]);
      for (int k = 0; k < mean.length; k++) {
        mean[k] += ofOne[k] / N;
      }
    }
    assertThat(network.gradient(samples, residuals)).containsExactly(mean, within(1e-13));
  }

  @Test
  void step_ofOneSample_isDownItsGradient() {
    DiagonalNetwork network = network();
    double residual = network.residual(samples, 3);
    double[] gradient = network.gradient(samples, 3, residual);
    DiagonalNetwork other = network();
    network.step(samples, 3, residual, 0.3);
    other.step(gradient, 0.3);
    assertThat(network.u()).containsExactly(other.u(), within(1e-15));
    assertThat(network.v()).containsExactly(other.v(), within(1e-15));
    assertThat(network.u()[0]).isCloseTo(u[0] - 0.3 * gradient[0], within(1e-15));
    assertThat(network.v()[0]).isCloseTo(v[0] - 0.3 * gradient[D], within(1e-15));
  }

  @Test
  void descents_ofTheSameSamples_stepAlike() {
    DiagonalNetwork byOne = network();
    Samples single = new Samples(new Matrix(1, D, row(2)), new double[] {samples.y()[2]});
    BatchDescent batch = new BatchDescent(byOne, single);
    double loss = batch.choose();
    batch.step(0.2);
    DiagonalNetwork other = network();
    double residual = other.residual(samples, 2);
    other.step(samples, 2, residual, 0.2);
    assertThat(loss).isEqualTo(residual * residual / 2);
    assertThat(byOne.u()).containsExactly(other.u(), within(1e-15));
    assertThat(byOne.v()).containsExactly(other.v(), within(1e-15));
  }

  private DiagonalNetwork network() {
    return new DiagonalNetwork(u.clone(), v.clone());
  }

  private double lossWith(int parameter, double change) {
    double[] ofU = u.clone();
    double[] ofV = v.clone();
    double[] changed = parameter < D ? ofU : ofV;
    changed[parameter % D] += change;
    return new DiagonalNetwork(ofU, ofV).loss(samples);
  }

  private double[] row(int sample) {
    double[] row = new double[D];
    for (int j = 0; j < D; j++) {
      row[j] = samples.x(sample, j);
    }
    return row;
  }
}
