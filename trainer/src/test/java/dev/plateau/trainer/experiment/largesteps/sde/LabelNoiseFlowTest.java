package dev.plateau.trainer.experiment.largesteps.sde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.largesteps.diagonal.MovedDiagonal;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.probe.EuclideanDistance;
import dev.plateau.trainer.probe.Matrix;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelNoiseFlowTest {
  private static final Random NONE = new GivenGaussians();

  /** Rows at right angles, all of the same length s: φφᵀ = s² I. */
  private static final Matrix ORTHOGONAL =
      new Matrix(3, 4, new double[] {1, 1, 1, 1, 1, -1, 1, -1, 1, 1, -1, -1});

  /** Of one sample and one parameter: dθ/dt = −x(xθ − y), so θ − y/x falls as exp(−x²t). */
  @Test
  void step_withoutNoise_tendsToTheExactFlowInProportionToTheSubstep() {
    double x = 1.5;
    double exact = 2 + (0.3 - 2) * Math.exp(-x * x * 5 * 0.2);
    double coarse = scalarFlow(x, 8) - exact;
    double fine = scalarFlow(x, 16) - exact;
    double finest = scalarFlow(x, 4096) - exact;
    assertThat(coarse / fine).isBetween(1.95, 2.1);
    assertThat(Math.abs(finest)).isLessThan(1e-4).isGreaterThan(0);
  }

  /** Five steps of η = 0.2 to the target 2. */
  private static double scalarFlow(double x, int substeps) {
    LinearTangents model =
        new LinearTangents(new Matrix(1, 1, new double[] {x}), new double[] {2 * x}, 0.3);
    LabelNoiseFlow flow = new LabelNoiseFlow(model, substeps, NONE);
    for (int i = 0; i < 5; i++) {
      flow.step(0.2, 0);
    }
    return model.theta[0];
  }

  /** Where the features move, too: against u ← u − (γ/n) v ∘ Xᵀr and the same for v, in loops. */
  @Test
  void step_withoutNoise_isEulersOnTheDiagonalNetwork() {
    Random random = new Random(3);
    Samples samples = samples(random, 6, 5);
    MovedDiagonal network = network(samples);
    LabelNoiseFlow flow = new LabelNoiseFlow(network.tangents(), 10, NONE);
    double[] u = network.u().clone();
    double[] v = network.v().clone();
    for (int step = 0; step < 20; step++) {
      double rate = 0.05 * (step + 1);
      double expectedLoss = network.loss();
      assertThat(flow.step(rate, 0)).isCloseTo(expectedLoss, within(1e-14));
      for (int k = 0; k < 10; k++) {
        euler(samples, u, v, rate / 10);
      }
      assertThat(network.u()).containsExactly(u, within(1e-13));
      assertThat(network.v()).containsExactly(v, within(1e-13));
    }
  }

  private static void euler(Samples samples, double[] u, double[] v, double gamma) {
    int n = samples.size();
    double[] gradient = new double[u.length];
    for (int i = 0; i < n; i++) {
      double r = -samples.y()[i];
      for (int j = 0; j < u.length; j++) {
        r += samples.x(i, j) * u[j] * v[j];
      }
      for (int j = 0; j < u.length; j++) {
        gradient[j] += r * samples.x(i, j) / n;
      }
    }
    for (int j = 0; j < u.length; j++) {
      double before = u[j];
      u[j] -= gamma * gradient[j] * v[j];
      v[j] -= gamma * gradient[j] * before;
    }
  }

  /** Halving γ halves the error where the flow bends, too. */
  @Test
  void step_diagonalNetwork_isOfFirstOrder() {
    double[] exact = diagonalFlow(4096);
    double coarse = distance(diagonalFlow(16), exact);
    double fine = distance(diagonalFlow(32), exact);
    assertThat(coarse / fine).isBetween(1.9, 2.1);
  }

  private static double[] diagonalFlow(int substeps) {
    Samples samples = samples(new Random(3), 6, 5);
    MovedDiagonal network = network(samples);
    LabelNoiseFlow flow = new LabelNoiseFlow(network.tangents(), substeps, NONE);
    for (int step = 0; step < 3; step++) {
      flow.step(0.3, 0);
    }
    return network.u().clone();
  }

  private static double distance(double[] a, double[] b) {
    return EuclideanDistance.between(a, b);
  }

  /**
   * From a minimum a substep goes √(γηδ) φᵀZ: with Z each unit vector in turn the outer products
   * add up to its covariance, γηδ φᵀφ.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void step_fromAMinimum_hasTheCovarianceOfEquation8(int substeps) {
    double eta = 0.3;
    double delta = 0.07;
    double[][] covariance = new double[4][4];
    for (int unit = 0; unit < 3; unit++) {
      double[] z = new double[3 * substeps];
      z[unit] = 1; // of the first substep
      double[] theta = {1, -2, 0.5, 3};
      LinearTangents model = fitted(theta);
      new LabelNoiseFlow(atRest(model), substeps, new GivenGaussians(z)).step(eta, delta);
      for (int j = 0; j < 4; j++) {
        for (int k = 0; k < 4; k++) {
          covariance[j][k] += (model.theta[j] - theta[j]) * (model.theta[k] - theta[k]);
        }
      }
    }
    for (int j = 0; j < 4; j++) {
      for (int k = 0; k < 4; k++) {
        double product = 0;
        for (int i = 0; i < 3; i++) {
          product += ORTHOGONAL.get(i, j) * ORTHOGONAL.get(i, k);
        }
        assertThat(covariance[j][k])
            .isCloseTo(eta / substeps * eta * delta * product, within(1e-14));
      }
    }
  }

  private static LinearTangents fitted(double[] theta) {
    LinearTangents model = new LinearTangents(ORTHOGONAL, new double[3], theta.clone());
    return new LinearTangents(ORTHOGONAL, model.residuals(), theta.clone());
  }

  /** The model without its gradient: what moves it is the noise. */
  private static TangentNetwork atRest(LinearTangents model) {
    return new TangentNetwork() {
      @Override
      public int samples() {
        return model.samples();
      }

      @Override
      public double[] residuals() {
        return new double[model.samples()];
      }

      @Override
      public void move(double[] w) {
        model.move(w);
      }

      @Override
      public void save(DataOutput out) {
        throw new UnsupportedOperationException("never saved");
      }

      @Override
      public void restore(DataInput in) {
        throw new UnsupportedOperationException("never saved");
      }
    };
  }

  /**
   * Prop. 1: where φφᵀ is a multiple of I, the trace of the covariance of SGD's step over its n
   * samples is that of the SDE's with δ = 2(n − 1)L/n² over the same time, to the digit.
   */
  @Test
  void noise_ofTheScaleOfProposition1_hasTheTraceOfSgdsStep() {
    double eta = 0.1;
    int n = 3;
    LinearTangents model =
        new LinearTangents(ORTHOGONAL, new double[] {1, -0.4, 2}, 0.2, 0.3, -0.1, 0.7);
    double[] r = model.residuals();
    double loss = TangentNetwork.loss(r);
    double[] mean = new double[4];
    double meanOfSquares = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < 4; j++) {
        double step = -eta * r[i] * ORTHOGONAL.get(i, j);
        mean[j] += step / n;
        meanOfSquares += step * step / n;
      }
    }
    double trace = meanOfSquares;
    for (double m : mean) {
      trace -= m * m;
    }
    double delta = 2 * (n - 1) * loss / (n * n);
    double traceOfGram = 3 * 4;
    assertThat(eta * eta * delta * traceOfGram).isCloseTo(trace, within(1e-15));
  }

  /**
   * One parameter, from its minimum, constant noise: an Ornstein-Uhlenbeck process, whose variance
   * after k substeps by Euler is γηδx² Σ_j (1 − γx²)^{2j}.
   */
  @Test
  void step_manyPaths_haveTheVarianceOfTheLinearProcess() {
    double x = 1.3;
    double eta = 0.4;
    double delta = 0.05;
    int substeps = 10;
    Random random = RandomStream.of(1, "paths");
    int paths = 40_000;
    double sum = 0;
    double squares = 0;
    for (int path = 0; path < paths; path++) {
      LinearTangents model =
          new LinearTangents(new Matrix(1, 1, new double[] {x}), new double[] {0}, 0);
      new LabelNoiseFlow(model, substeps, random).step(eta, delta);
      sum += model.theta[0];
      squares += model.theta[0] * model.theta[0];
    }
    double gamma = eta / substeps;
    double variance = 0;
    for (int j = 0; j < substeps; j++) {
      variance += gamma * eta * delta * x * x * Math.pow(1 - gamma * x * x, 2 * j);
    }
    double fourErrors = 4 * Math.sqrt(2.0 / paths);
    assertThat(squares / paths / variance).isCloseTo(1, within(fourErrors));
    assertThat(sum / paths / Math.sqrt(variance)).isCloseTo(0, within(4 / Math.sqrt(paths)));
  }

  @Test
  void step_noiseOfNoNumber_travelsOn() {
    LinearTangents model = fitted(new double[4]);
    new LabelNoiseFlow(model, 2, new Random(1)).step(0.1, Double.NaN);
    assertThat(model.theta).containsOnly(Double.NaN);
  }

  private static MovedDiagonal network(Samples samples) {
    double[] u = new double[5];
    double[] v = new double[5];
    Arrays.fill(u, 0.4);
    Arrays.fill(v, 0.1);
    return new MovedDiagonal(u, v, samples);
  }

  private static Samples samples(Random random, int n, int d) {
    Matrix x = new Matrix(n, d, RandomStream.gaussians(random, n * d));
    return new Samples(x, RandomStream.gaussians(random, n));
  }
}
