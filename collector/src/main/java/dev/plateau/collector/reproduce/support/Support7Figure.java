package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Band;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.List;

/** Spectrum of MNIST's covariance, in logarithms: a bulk, and directions that no image has. */
public final class Support7Figure implements Figure {
  private static final int BINS = 50;
  private static final double ROUNDING = 1e-12;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-7",
        "Fig. 7",
        "Logarithms of the eigenvalues of MNIST's covariance",
        """
        ln(1 + λ) of the eigenvalues λ of `support-6`. Pixels that are off in every image give eigenvalues of 0, the bar at the left.
        """);
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return new Support6Figure().runs(extent);
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    MnistRuns runs = new MnistRuns(extent);
    return List.of(
        new Band(
            "eigenvalues that are 0",
            "67 pixels are off in all images",
            "67 to 75: each such pixel gives one, and few others depend on each other",
            67,
            75,
            results -> zeros(CovarianceEigenvalues.of(results, runs.allSamples()))),
        new Band(
            "ln(1 + largest eigenvalue)",
            "12.6",
            "12.58 to 12.69: ln of 60,000 times the variance of MNIST's first principal component,"
                + " 5.12, ± 5 %",
            12.58,
            12.69,
            results -> Math.log1p(CovarianceEigenvalues.of(results, runs.allSamples()).get(0))));
  }

  private static double zeros(List<Double> values) {
    double edge = ROUNDING * values.get(0);
    return values.stream().filter(value -> value < edge).count();
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    List<Double> logarithms =
        CovarianceEigenvalues.of(results, new MnistRuns(extent).allSamples()).stream()
            .map(value -> Math.log1p(Math.max(0, value)))
            .toList();
    return List.of(
        new Sheet(
            "",
            "Logarithms of the eigenvalues of the covariance of MNIST's training images.",
            1,
            List.of(
                new Plot.Histogram(
                    "log1p eigen spectrum of MNIST",
                    "ln(1 + eigenvalue)",
                    logarithms,
                    BINS,
                    false))));
  }
}
