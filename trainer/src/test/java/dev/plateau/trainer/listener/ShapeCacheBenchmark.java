package dev.plateau.trainer.listener;

import dev.plateau.trainer.experiment.support.regression.SupportLinearTraining;
import dev.plateau.trainer.network.ShapeCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.nd4j.linalg.cpu.nativecpu.DirectShapeInfoProvider;

/**
 * Prints how much faster {@code support-linear} trains, unwatched, with ND4J's shapes kept than
 * with ND4J's own provider. ND4J takes a provider when it loads, so each run is a process of its
 * own; runs with and without take turns. Wall time of the steps after a warm-up. Run with {@code
 * OMP_NUM_THREADS=1}.
 */
public final class ShapeCacheBenchmark {
  private static final int PAIRS = 5;
  private static final int WARM_UP_STEPS = 10_000;
  private static final int STEPS = 20_000;

  private ShapeCacheBenchmark() {}

  /** Prints the table. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    double[] without = new double[PAIRS];
    double[] with = new double[PAIRS];
    double[] gain = new double[PAIRS];
    for (int pair = 0; pair < PAIRS; pair++) {
      without[pair] = microsPerStep(DirectShapeInfoProvider.class);
      with[pair] = microsPerStep(ShapeCache.class);
      gain[pair] = without[pair] / with[pair];
    }
    Arrays.sort(without);
    Arrays.sort(with);
    Arrays.sort(gain);
    System.out.printf(
        Locale.ROOT,
        "support-linear, batch %d, OMP_NUM_THREADS=%s; us/step of %,d, median of %d processes%n",
        SupportLinearTraining.BATCH_SIZE,
        System.getenv().getOrDefault("OMP_NUM_THREADS", "unset"),
        STEPS,
        PAIRS);
    System.out.printf(
        Locale.ROOT,
        "ND4J's provider %.1f   shape cache %.1f   faster by %.2fx, of all pairs %.2fx-%.2fx%n",
        without[PAIRS / 2],
        with[PAIRS / 2],
        gain[PAIRS / 2],
        gain[0],
        gain[PAIRS - 1]);
  }

  private static double microsPerStep(Class<?> provider) throws IOException, InterruptedException {
    Process training =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dshapeinfoprovider=" + provider.getName(),
                "-cp",
                System.getProperty("java.class.path"),
                TimedTraining.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(training.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (training.waitFor() != 0) {
      throw new IOException("a training ended with " + training.exitValue());
    }
    return Double.parseDouble(printed.strip());
  }

  /** A process that trains and prints the microseconds of a step. */
  static final class TimedTraining {
    private TimedTraining() {}

    /** Trains. */
    public static void main(String[] arguments) {
      SupportLinearTraining training = new SupportLinearTraining(1);
      training.train(WARM_UP_STEPS);
      long begun = System.nanoTime();
      training.train(STEPS);
      System.out.println((System.nanoTime() - begun) / 1e3 / STEPS);
    }
  }
}
