package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.MissingRunException;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A 15 × 15 matrix of one layer that a run said entry by entry: its weights W (outputs × inputs),
 * {@code weight/layer<l>.<out>.<in>}, or WᵀW, {@code gram/layer<l>.<i>.<j>}. Immutable.
 */
final class LayerMatrix {
  private static final int SIZE = 15;
  private static final int RELEVANT = 5;

  private final double[][] entries;

  private LayerMatrix(double[][] entries) {
    this.entries = entries;
  }

  /** A layer's Gram matrix before the first step; layers count from 0, which is W₁'s. */
  static LayerMatrix firstGram(Results results, PlannedRun run, int layer) {
    return of(results.firstByLayer(run, "gram"), run, layer);
  }

  /** A layer's Gram matrix at the last step. */
  static LayerMatrix lastGram(Results results, PlannedRun run, int layer) {
    return of(results.lastByLayer(run, "gram"), run, layer);
  }

  /** A layer's weights before the first step. */
  static LayerMatrix firstWeights(Results results, PlannedRun run, int layer) {
    return of(results.firstByLayer(run, "weight"), run, layer);
  }

  /** A layer's weights at the last step. */
  static LayerMatrix lastWeights(Results results, PlannedRun run, int layer) {
    return of(results.lastByLayer(run, "weight"), run, layer);
  }

  private static LayerMatrix of(Map<String, Double> byEntry, PlannedRun run, int layer) {
    double[][] entries = new double[SIZE][SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        String entry = "layer" + layer + "." + i + "." + j;
        Double value = byEntry.get(entry);
        if (value == null) {
          throw new MissingRunException(
              "run %s did not say entry %s of its layers' matrices"
                  .formatted(run.arguments(), entry));
        }
        entries[i][j] = value;
      }
    }
    return new LayerMatrix(entries);
  }

  /**
   * Cosine of the angle to another one, of the entries' sizes: ⟨|A|, |B|⟩ / (‖A‖‖B‖), from 0 to 1.
   * Sizes, as the authors' pictures show no signs.
   */
  double likeness(LayerMatrix other) {
    double product = 0;
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        product += Math.abs(entries[i][j] * other.entries[i][j]);
      }
    }
    return product / (norm(SIZE) * other.norm(SIZE));
  }

  /** ‖A/‖A‖ − B/‖B‖‖, from 0 to 2. */
  double distance(LayerMatrix other) {
    double sum = 0;
    double norm = norm(SIZE);
    double otherNorm = other.norm(SIZE);
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        double difference = entries[i][j] / norm - other.entries[i][j] / otherNorm;
        sum += difference * difference;
      }
    }
    return Math.sqrt(sum);
  }

  /** Norm of the block of relevant inputs over the norm of all, from 0 to 1. */
  double relevantShare() {
    return norm(RELEVANT) / norm(SIZE);
  }

  private double norm(int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        sum += entries[i][j] * entries[i][j];
      }
    }
    return Math.sqrt(sum);
  }

  /** The sizes of its entries as an image. */
  Plot image(String title, Plot.Palette palette) {
    List<List<Double>> rows = new ArrayList<>();
    for (double[] row : entries) {
      List<Double> sizes = new ArrayList<>();
      for (double entry : row) {
        sizes.add(Math.abs(entry));
      }
      rows.add(sizes);
    }
    return new Plot.Image(title, rows, palette);
  }
}
