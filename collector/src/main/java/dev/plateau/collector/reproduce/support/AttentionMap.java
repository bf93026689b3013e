package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.MissingRunException;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Results;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Norms of W₁'s columns as the image whose pixels they belong to.
 *
 * @param norms 784 of them, row by row
 */
record AttentionMap(List<Double> norms) {
  private static final int SIDE = 28;
  private static final int FRAME = 2;
  private static final int CENTRE_FROM = 10;
  private static final int CENTRE_TO = 18;

  /** At the end of a run. */
  static AttentionMap last(Results results, PlannedRun run) {
    List<Double> norms = LayeredValues.numbered(results.lastByLayer(run, "w1_column_norm"), "", 0);
    if (norms.size() != SIDE * SIDE) {
      throw new MissingRunException(
          "has %d column norms, not 784: %s".formatted(norms.size(), run));
    }
    return new AttentionMap(norms);
  }

  /** 28 rows of 28. */
  List<List<Double>> rows() {
    return IntStream.range(0, SIDE)
        .mapToObj(row -> norms.subList(row * SIDE, (row + 1) * SIDE))
        .toList();
  }

  /**
   * How far the centre stands out of the grain: the mean over the 8 × 8 pixels in the middle less
   * that over the frame of two pixels, over the frame's standard deviation.
   */
  double contrast() {
    double[] frame = pixels(false);
    double mean = mean(frame);
    double variance = 0;
    for (double norm : frame) {
      variance += (norm - mean) * (norm - mean) / frame.length;
    }
    return (mean(pixels(true)) - mean) / Math.sqrt(variance);
  }

  private double[] pixels(boolean isCentre) {
    return IntStream.range(0, SIDE * SIDE)
        .filter(i -> isCentre ? isCentre(i / SIDE, i % SIDE) : isFrame(i / SIDE, i % SIDE))
        .mapToDouble(norms::get)
        .toArray();
  }

  private static boolean isCentre(int row, int column) {
    return Math.min(row, column) >= CENTRE_FROM && Math.max(row, column) < CENTRE_TO;
  }

  private static boolean isFrame(int row, int column) {
    return Math.min(row, column) < FRAME || Math.max(row, column) >= SIDE - FRAME;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
