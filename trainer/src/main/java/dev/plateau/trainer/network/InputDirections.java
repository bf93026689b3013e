package dev.plateau.trainer.network;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.ColumnNorms;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.OrthonormalBasis;

/**
 * The first layer as seen in another basis of its inputs, v_1 to v_n: {@code direction_norm/<k>} is
 * ‖W₁v_k‖, and {@code direction_gram/<i>.<j>} is v_iᵀW₁ᵀW₁v_j of the first directions; i, j and k
 * from 1. Source: Beneventano, Pinto, Poggio (2024), App. E, Fig. 18. NaN where a weight is.
 *
 * <p>About 2·outputs·inputs² operations.
 */
public final class InputDirections implements NetworkProbe {
  private static final int MOST_DIRECTIONS = 1000;

  private final OrthonormalBasis basis;
  private final int corner;

  private InputDirections(OrthonormalBasis basis, int corner) {
    this.basis = basis;
    this.corner = corner;
  }

  /**
   * Along a basis.
   *
   * @param directions (inputs × k), orthonormal, at most 1000
   * @param corner of how many of the first all products are reported, from 0 to 32
   * @throws IllegalArgumentException quoting what does not fit
   */
  public static InputDirections of(Matrix directions, int corner) {
    if (directions.columns() > MOST_DIRECTIONS) {
      throw new IllegalArgumentException(
          "at most %d directions are reported one by one, got %d"
              .formatted(MOST_DIRECTIONS, directions.columns()));
    }
    if (corner < 0 || corner > Math.min(32, directions.columns())) {
      throw new IllegalArgumentException(
          "products of 0 to 32 of the directions are reported, got " + corner);
    }
    return new InputDirections(new OrthonormalBasis(directions), corner);
  }

  @Override
  public String name() {
    return "W1 by basis";
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    String first = LayerSelection.firstWithWeights(network);
    int found = network.weights(first).columns();
    if (found != basis.inputs()) {
      throw new IllegalArgumentException(
          "layer '%s' has %d inputs, the basis %d".formatted(first, found, basis.inputs()));
    }
    return () -> {
      Matrix w1 = network.weights(first);
      return row -> {
        Matrix along = basis.of(w1);
        double[] norms = ColumnNorms.of(along);
        for (int k = 0; k < norms.length; k++) {
          row.accept(Metrics.directionNorm(k + 1), norms[k]);
        }
        for (int i = 0; i < corner; i++) {
          for (int j = 0; j < corner; j++) {
            row.accept(Metrics.directionGram(i + 1, j + 1), product(along, i, j));
          }
        }
      };
    };
  }

  private static double product(Matrix along, int i, int j) {
    double sum = 0;
    for (int out = 0; out < along.rows(); out++) {
      sum += along.get(out, i) * along.get(out, j);
    }
    return sum;
  }
}
