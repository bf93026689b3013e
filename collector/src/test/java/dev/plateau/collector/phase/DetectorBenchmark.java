package dev.plateau.collector.phase;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;

/**
 * Prints what a detector costs: nanoseconds per observation beside a running mean of the same
 * stream, in the same run, and the bytes of its serialised state. Run it by its main method; the
 * figures are the machine's.
 */
final class DetectorBenchmark {
  private static final int ROUNDS = 7;
  private static final int OBSERVATIONS_PER_ROUND = 4_000_000;
  private static final int[] LENGTHS = {1_000, 10_000, 100_000, 1_000_000};

  /** What a stream is reduced to, so that no fold can be optimised away. */
  private interface Fold {
    double of(double[] losses);
  }

  private DetectorBenchmark() {}

  public static void main(String[] args) throws IOException {
    System.out.println("run length | msr-1 ns/obs | running mean ns/obs | ratio | state bytes");
    for (int length : LENGTHS) {
      double[] losses = losses(length);
      double detector = nanosPerObservation(losses, DetectorBenchmark::detect);
      double mean = nanosPerObservation(losses, DetectorBenchmark::runningMean);
      System.out.printf(
          "%10d | %12.1f | %19.1f | %5.1f | %11d%n",
          length, detector, mean, detector / mean, stateBytes(losses));
    }
  }

  /** Half a run falls to a level, then bounces about it by a third of a decade. */
  private static double[] losses(int length) {
    Random random = new Random(1);
    double[] losses = new double[length];
    for (int t = 0; t < length; t++) {
      double level = -2 * Math.min(1, 4.0 * t / length);
      losses[t] = Math.pow(10, level + 0.3 * random.nextGaussian());
    }
    return losses;
  }

  /** The median round; the first rounds warm up. */
  private static double nanosPerObservation(double[] losses, Fold fold) {
    double[] rounds = new double[ROUNDS];
    double reduced = 0;
    int runs = OBSERVATIONS_PER_ROUND / losses.length;
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int run = 0; run < runs; run++) {
        reduced += fold.of(losses);
      }
      rounds[Math.max(0, round)] = (System.nanoTime() - start) / ((double) runs * losses.length);
    }
    if (Double.isNaN(reduced)) {
      throw new IllegalStateException("the streams are finite");
    }
    return Median.reordering(rounds);
  }

  private static double detect(double[] losses) {
    MsrDetector detector = new MsrDetector();
    int events = 0;
    for (int t = 0; t < losses.length; t++) {
      events += detector.observe(t, losses[t]).isPresent() ? 1 : 0;
    }
    return events;
  }

  private static double runningMean(double[] losses) {
    double mean = 0;
    for (int t = 0; t < losses.length; t++) {
      mean += (losses[t] - mean) / (t + 1);
    }
    return mean;
  }

  private static int stateBytes(double[] losses) throws IOException {
    MsrDetector detector = new MsrDetector();
    for (int t = 0; t < losses.length; t++) {
      detector.observe(t, losses[t]);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    detector.writeTo(new DataOutputStream(bytes));
    return bytes.size();
  }
}
