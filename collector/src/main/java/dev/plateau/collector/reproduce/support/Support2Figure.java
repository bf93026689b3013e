package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Band;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Medians;
import dev.plateau.collector.reproduce.Order;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.List;
import java.util.stream.Stream;

/** Spectrum of W₁ on MNIST at the start, and at equal test loss with large and small batches. */
public final class Support2Figure implements Figure {
  private static final int BINS = 50;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-2",
        "Fig. 2",
        "Spectrum of W₁ on MNIST at equal test loss, batches of 2,048 and of 32",
        """
        A perceptron learns MNIST's one-hot digits by SGD without momentum until its test loss is 0.053. The paper's histogram at the start \
        (784 eigenvalues, largest 1/3, mean 1/12, median 0.054) is that of a square W₁ whose weights have variance 1/(12·784): so the network here is \
        784-784-10 with ReLU, begun uniform in ±1/(2√784), half of PyTorch's default. The paper does not say its step size. \
        Here it is 0.5 for both, the largest of 0.1, 0.2, 0.5, 1, … at which the panel of batches of 2,048 keeps its published \
        0.35, whatever the panel of batches of 32 shows. \
        Tried besides, in a program of a few lines: at η from 0.1 to 10 no pair of 2.5 and 0.35 comes out at one step size.
        """);
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    MnistRuns runs = new MnistRuns(extent);
    return runs.canRun()
        ? Stream.of(MnistRuns.LARGE, MnistRuns.SMALL)
            .flatMap(size -> runs.toTestLoss(size).stream())
            .toList()
        : List.of();
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    MnistRuns runs = new MnistRuns(extent);
    return List.of(
        new Band(
            "largest eigenvalue of W₁ᵀW₁ at the start",
            "0.33",
            "0.31 to 0.355: the edge of the spectrum of 784² such weights is 1/3, within a few"
                + " times 784^(-2/3)",
            0.31,
            0.355,
            results -> first(results, runs)),
        new Band(
            "largest eigenvalue, SGD-2,048",
            "0.35",
            "0.315 to 0.385: a tenth, as order, seed and step size are ours",
            0.315,
            0.385,
            results -> last(results, runs, MnistRuns.LARGE, 1)),
        new Band(
            "largest eigenvalue, SGD-32",
            "2.5",
            "1.25 to 5: twice or half, as the paper's step size is not known",
            1.25,
            5,
            results -> last(results, runs, MnistRuns.SMALL, 1)),
        new Band(
            "second largest eigenvalue, SGD-32",
            "0.40",
            "0.32 to 0.5: one eigenvalue leaves, all others stay near the start's",
            0.32,
            0.5,
            results -> last(results, runs, MnistRuns.SMALL, 2)),
        new Order(
            "largest eigenvalue: SGD-32 > SGD-2,048 > start",
            "falls: 2.5, 0.35, 0.33",
            "smaller batches move W₁ further at the same test loss",
            results ->
                List.of(
                    last(results, runs, MnistRuns.SMALL, 1),
                    last(results, runs, MnistRuns.LARGE, 1),
                    first(results, runs))),
        error("SGD-2,048", runs, MnistRuns.LARGE),
        error("SGD-32", runs, MnistRuns.SMALL));
  }

  private static Expectation error(String name, MnistRuns runs, int batchSize) {
    return new Band(
        "test error at test loss 0.053, " + name,
        "0.2164",
        "0.166 to 0.266: five points, as at one loss the error still depends on seed and order",
        0.166,
        0.266,
        results ->
            Medians.over(
                runs.toTestLoss(batchSize), run -> results.curve(run, "test_error").last()));
  }

  private static double first(Results results, MnistRuns runs) {
    return Medians.over(
        runs.toTestLoss(MnistRuns.SMALL), run -> FirstLayerSpectrum.first(results, run).largest());
  }

  private static double last(Results results, MnistRuns runs, int batchSize, int k) {
    return Medians.over(
        runs.toTestLoss(batchSize), run -> FirstLayerSpectrum.last(results, run).largest(k));
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    MnistRuns runs = new MnistRuns(extent);
    PlannedRun large = runs.drawn(MnistRuns.LARGE);
    PlannedRun small = runs.drawn(MnistRuns.SMALL);
    return List.of(
        new Sheet(
            "",
            "Eigenvalues of W₁ᵀW₁: at the start, and at test loss 0.053.",
            3,
            List.of(
                histogram("Spectrum of W₁ at the start", FirstLayerSpectrum.first(results, small)),
                histogram("at SGD-2,048's end", FirstLayerSpectrum.last(results, large)),
                histogram("at SGD-32's end", FirstLayerSpectrum.last(results, small)))));
  }

  private static Plot histogram(String title, FirstLayerSpectrum spectrum) {
    return new Plot.Histogram(title, "eigenvalue", spectrum.eigenvalues(), BINS, true);
  }
}
