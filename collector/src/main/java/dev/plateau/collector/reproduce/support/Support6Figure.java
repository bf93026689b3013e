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

/** Spectrum of MNIST's covariance. */
public final class Support6Figure implements Figure {
  private static final int BINS = 50;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-6",
        "Fig. 6",
        "Eigenvalues of MNIST's covariance: few directions have the variance",
        """
        (X − x̄)ᵀ(X − x̄) of all 60,000 training images, pixels in [0, 1], not divided by their number. The paper shows CIFAR-10 and CIFAR-100 beside it, \
        which are not read here.
        """);
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    MnistRuns runs = new MnistRuns(extent);
    return runs.canRun() ? List.of(runs.allSamples()) : List.of();
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    MnistRuns runs = new MnistRuns(extent);
    return List.of(
        new Band(
            "share of the largest eigenvalue in all variance",
            "0.097",
            "0.0965 to 0.0975: MNIST's first principal component, a fact of the data",
            0.0965,
            0.0975,
            results -> share(CovarianceEigenvalues.of(results, runs.allSamples()))),
        new Band(
            "share of eigenvalues in the first of 50 bins",
            "nearly all",
            "0.8 to 1: the histogram's first bar stands above all others together",
            0.8,
            1,
            results -> small(CovarianceEigenvalues.of(results, runs.allSamples()))));
  }

  private static double share(List<Double> values) {
    return values.get(0) / values.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double small(List<Double> values) {
    double edge = values.get(0) / BINS;
    return (double) values.stream().filter(value -> value < edge).count() / values.size();
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    List<Double> values = CovarianceEigenvalues.of(results, new MnistRuns(extent).allSamples());
    return List.of(
        new Sheet(
            "",
            "Eigenvalues of the covariance of MNIST's training images.",
            1,
            List.of(
                new Plot.Histogram("Eigen spectrum of MNIST", "eigenvalue", values, BINS, true))));
  }
}
