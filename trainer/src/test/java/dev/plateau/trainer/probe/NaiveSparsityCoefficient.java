package dev.plateau.trainer.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Oracle: a list of units from which twins are removed one after the other. */
final class NaiveSparsityCoefficient {
  private NaiveSparsityCoefficient() {}

  static double of(Matrix activations, double threshold, boolean normalizesRows) {
    List<double[]> units = new ArrayList<>();
    for (int unit = 0; unit < activations.columns(); unit++) {
      double[] column = new double[activations.rows()];
      for (int i = 0; i < column.length; i++) {
        double norm = normalizesRows ? rowNorm(activations, i) : 1;
        column[i] = norm == 0 ? 0 : activations.get(i, unit) / norm;
      }
      if (nonzeros(column) > 0) {
        units.add(column);
      }
    }
    int at = 0;
    while (at < units.size()) {
      double[] unit = units.get(at);
      boolean isTwin =
          units.stream().anyMatch(o -> o != unit && Math.abs(correlation(unit, o)) > threshold);
      if (isTwin) {
        units.remove(at);
      } else {
        at++;
      }
    }
    double nonzeros = units.stream().mapToDouble(NaiveSparsityCoefficient::nonzeros).sum();
    return nonzeros / (activations.rows() * (double) activations.columns());
  }

  private static double rowNorm(Matrix matrix, int row) {
    double sum = 0;
    for (int column = 0; column < matrix.columns(); column++) {
      sum += matrix.get(row, column) * matrix.get(row, column);
    }
    return Math.sqrt(sum);
  }

  private static double nonzeros(double[] column) {
    double count = 0;
    for (double value : column) {
      count += value > 0 ? 1 : 0;
    }
    return count;
  }

  private static double correlation(double[] a, double[] b) {
    if (isConstant(a) || isConstant(b)) {
      return Double.NaN;
    }
    double meanA = mean(a);
    double meanB = mean(b);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static boolean isConstant(double[] values) {
    double first = values[0];
    return Arrays.stream(values).allMatch(v -> Math.abs(v - first) <= 1e-13);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
