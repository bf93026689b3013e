package dev.plateau.trainer.probe;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * What the costly measures take, beside naive baselines in the same run: the oracles of their tests
 * (one back-propagation a sample, Jacobi rotations, a correlation a pair of units). Run its main
 * with {@code OMP_NUM_THREADS=1}; it prints a table of medians of the thread's CPU time.
 */
public final class ProbeBenchmark {
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 31;
  private static final int NAIVE_ROUNDS = 3;

  private final RandomInputs random = new RandomInputs(12);

  private ProbeBenchmark() {}

  /** Prints the table. */
  public static void main(String[] arguments) {
    ProbeBenchmark benchmark = new ProbeBenchmark();
    System.out.printf(
        "JDK %s, %d processors, OMP_NUM_THREADS=%s%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        System.getenv().getOrDefault("OMP_NUM_THREADS", "unset"));
    System.out.printf("%-44s %10s %10s %8s%n", "", "CPU ms", "naive ms", "ratio");
    benchmark.ntkRank("NTK rank, 5-10-10-1, n = p = 181", 5, 10, 10, 1);
    benchmark.ntkRank("NTK rank, 1-100-1, n = p = 301", 1, 100, 1);
    benchmark.diagonalRank("NTK rank, diagonal, d = 200, n = p = 400", 200);
    benchmark.sparsity("feature sparsity, 1000 samples x 100 units", 1000, 100);
    benchmark.sparsity("feature sparsity, 1000 samples x 1000 units", 1000, 1000);
  }

  private void ntkRank(String name, int... sizes) {
    Mlp network = network(sizes);
    Matrix x = random.gaussianMatrix(network.parameters(), sizes[0]);
    RelativeRank rank = new RelativeRank(RelativeRank.RELU_THRESHOLD);
    report(
        name,
        () -> rank.of(TangentFeatures.of(network, x)),
        () -> naiveRank(naivePhi(network, x), RelativeRank.RELU_THRESHOLD));
  }

  private void diagonalRank(String name, int d) {
    double[] u = random.gaussians(d);
    double[] v = random.gaussians(d);
    Matrix x = random.gaussianMatrix(2 * d, d);
    RelativeRank rank = new RelativeRank(1e-10);
    report(
        name,
        () -> rank.of(DiagonalTangentFeatures.of(u, v, x)),
        () -> naiveRank(DiagonalTangentFeatures.of(u, v, x), 1e-10));
  }

  private void sparsity(String name, int samples, int units) {
    Matrix activations = random.gaussianMatrix(samples, units);
    Arrays.setAll(activations.data(), i -> Math.max(0, activations.data()[i]));
    SparsityCoefficient measure =
        SparsityCoefficient.ofNormalizedRows(SparsityCoefficient.PAPER_THRESHOLD);
    report(
        name,
        () -> measure.of(activations),
        () -> NaiveSparsityCoefficient.of(activations, SparsityCoefficient.PAPER_THRESHOLD, true));
  }

  private static void report(String name, DoubleSupplier measure, DoubleSupplier naive) {
    if (Math.abs(measure.getAsDouble() - naive.getAsDouble()) > 1e-9) {
      throw new IllegalStateException(
          "%s: %s, but naively %s".formatted(name, measure.getAsDouble(), naive.getAsDouble()));
    }
    double millis = medianCpuMillis(measure, ROUNDS);
    double naiveMillis = medianCpuMillis(naive, NAIVE_ROUNDS);
    System.out.printf(
        "%-44s %10.2f %10.1f %7.0fx%n", name, millis, naiveMillis, naiveMillis / millis);
  }

  private static double medianCpuMillis(DoubleSupplier work, int rounds) {
    double[] millis = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      long start = THREAD.getCurrentThreadCpuTime();
      double value = work.getAsDouble();
      millis[round] = (THREAD.getCurrentThreadCpuTime() - start) / 1e6;
      if (Double.isNaN(value)) {
        throw new IllegalStateException("a measure of finite inputs is NaN");
      }
    }
    Arrays.sort(millis);
    return millis[rounds / 2];
  }

  private Mlp network(int... sizes) {
    List<DenseLayer> layers = new ArrayList<>();
    for (int l = 1; l < sizes.length; l++) {
      Matrix weights = random.gaussianMatrix(sizes[l], sizes[l - 1]);
      layers.add(DenseLayer.of(weights, random.gaussians(sizes[l])));
    }
    return new Mlp(layers);
  }

  private static Matrix naivePhi(Mlp network, Matrix x) {
    Matrix phi = Matrix.zeros(x.rows(), network.parameters());
    for (int i = 0; i < x.rows(); i++) {
      double[] sample = Arrays.copyOfRange(x.data(), i * x.columns(), (i + 1) * x.columns());
      double[] gradient = NaiveTangentFeatures.gradient(network, sample);
      System.arraycopy(gradient, 0, phi.data(), i * phi.columns(), phi.columns());
    }
    return phi;
  }

  private static double naiveRank(Matrix phi, double threshold) {
    double[] values = NaiveSingularValues.of(phi);
    return Arrays.stream(values).filter(value -> value / values[0] > threshold).count();
  }
}
