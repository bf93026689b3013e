package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.log.Plateau;
import dev.plateau.collector.reproduce.Curve;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.MissingRunException;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Results;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Results whose curves and matrices are put in by hand. */
final class MadeUpResults implements Results {
  private static final int SIZE = 15;

  private final Map<PlannedRun, Curve> norms = new HashMap<>();
  private final Map<PlannedRun, Map<String, Double>> first = new HashMap<>();
  private final Map<PlannedRun, Map<String, Double>> last = new HashMap<>();

  /**
   * The norms of a run.
   *
   * @param points step, value, step, value …
   */
  void norms(PlannedRun run, double... points) {
    long[] steps = new long[points.length / 2];
    double[] values = new double[points.length / 2];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (long) points[2 * i];
      values[i] = points[2 * i + 1];
    }
    norms.put(run, new Curve(steps, values));
  }

  /** The weights of all layers of a run before its first step, and at its end. */
  void weights(PlannedRun run, double[][][] before, double[][][] after) {
    first.put(run, entries(before));
    last.put(run, entries(after));
  }

  /** Gaussian weights of variance 2/15 for three layers. */
  static double[][][] drawn(long seed) {
    Random random = new Random(seed);
    double[][][] layers = new double[3][SIZE][SIZE];
    for (double[][] layer : layers) {
      for (double[] row : layer) {
        for (int i = 0; i < SIZE; i++) {
          row[i] = Math.sqrt(2.0 / SIZE) * random.nextGaussian();
        }
      }
    }
    return layers;
  }

  /**
   * Weights whose first layer has changed: of irrelevant inputs a share is left, those of relevant
   * ones have come as near to being equal.
   */
  static double[][][] trained(double[][][] before, double left) {
    double[][][] after = new double[3][SIZE][SIZE];
    for (int layer = 0; layer < 3; layer++) {
      for (int out = 0; out < SIZE; out++) {
        for (int in = 0; in < SIZE; in++) {
          double was = before[layer][out][in];
          double now = in < 5 ? left * was + (1 - left) * (out + 1) / 10 : left * was;
          after[layer][out][in] = layer == 0 ? now : was;
        }
      }
    }
    return after;
  }

  /** Weights of which one direction is left in every layer. */
  static double[][][] ofOneDirection() {
    double[][][] after = new double[3][SIZE][SIZE];
    for (double[][] layer : after) {
      for (int out = 0; out < SIZE; out++) {
        for (int in = 0; in < 5; in++) {
          layer[out][in] = Math.exp(-in);
        }
      }
    }
    return after;
  }

  private static Map<String, Double> entries(double[][][] layers) {
    Map<String, Double> entries = new TreeMap<>();
    for (int layer = 0; layer < 3; layer++) {
      double[][] w = layers[layer];
      for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
          double product = 0;
          for (int out = 0; out < SIZE; out++) {
            product += w[out][i] * w[out][j];
          }
          entries.put("weight/layer" + layer + "." + i + "." + j, w[i][j]);
          entries.put("gram/layer" + layer + "." + i + "." + j, product);
        }
      }
    }
    return entries;
  }

  /** An extent without data sets. */
  static Extent extent(boolean isQuick, int trajectories) {
    return new Extent(isQuick, trajectories, Optional.empty(), Optional.empty());
  }

  @Override
  public Curve curve(PlannedRun run, String metric) {
    if (!metric.equals("w1_irrelevant_norm")) {
      throw new IllegalArgumentException("no curve of " + metric);
    }
    return existing(norms.get(run), run);
  }

  @Override
  public Map<String, Double> firstByLayer(PlannedRun run, String metric) {
    return ofMetric(existing(first.get(run), run), metric);
  }

  @Override
  public List<Plateau> plateaus(PlannedRun run) {
    return List.of();
  }

  @Override
  public Map<String, Double> lastByLayer(PlannedRun run, String metric) {
    return ofMetric(existing(last.get(run), run), metric);
  }

  private static <T> T existing(@Nullable T value, PlannedRun run) {
    if (value == null) {
      throw new MissingRunException(List.of(run).toString());
    }
    return value;
  }

  private static Map<String, Double> ofMetric(Map<String, Double> all, String metric) {
    Map<String, Double> of = new TreeMap<>();
    all.forEach(
        (name, value) -> {
          if (name.startsWith(metric + "/")) {
            of.put(name.substring(metric.length() + 1), value);
          }
        });
    return of;
  }
}
