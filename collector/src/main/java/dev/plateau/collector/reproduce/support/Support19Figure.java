package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Band;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Order;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.List;

/** Spectrum of W₁ on frozen features at the start, under GD and under SGD with batches of 64. */
public final class Support19Figure implements Figure {
  private static final int BINS = 50;

  /** Half as much again as the edge of the spectrum at the start, 4/3. */
  private static final double OUTLIER = 2;

  private static final int BEHIND_CLASSES = 11;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-19",
        "Fig. 19",
        "Spectrum of W₁ on frozen features after GD and SGD-64",
        """
        The same head without weight decay. The paper shows Adam and SGD with batches of 64; here GD stands in Adam's place, as there is no Adam among \
        the steps taken by hand. Features are those of `support-8`, not CIFAR-10's, and so is the step size.
        """);
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    FeatureRuns runs = new FeatureRuns(extent);
    return runs.canRun() ? List.of(runs.descent(), runs.sgd()) : List.of();
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    FeatureRuns runs = new FeatureRuns(extent);
    return List.of(
        new Band(
            "eigenvalues of W₁ᵀW₁ above 2, SGD-64",
            "9, from 2.9 to 6.6",
            "7 to 10: a direction a class, of which biases can spare one; two less as features are"
                + " others",
            7,
            10,
            results -> FirstLayerSpectrum.last(results, runs.sgd()).above(OUTLIER)),
        new Band(
            "eleventh eigenvalue, SGD-64",
            "1.33, the edge of the bulk",
            "1.13 to 1.42: the bulk stays as it began",
            1.13,
            1.42,
            results -> FirstLayerSpectrum.last(results, runs.sgd()).largest(BEHIND_CLASSES)),
        new Order(
            "largest eigenvalue: SGD-64 > start",
            "falls: 6.6, 1.33",
            "what is learnt leaves the bulk",
            results ->
                List.of(
                    FirstLayerSpectrum.last(results, runs.sgd()).largest(),
                    FirstLayerSpectrum.first(results, runs.sgd()).largest())));
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    FeatureRuns runs = new FeatureRuns(extent);
    return List.of(
        new Sheet(
            "",
            "Eigenvalues of W₁ᵀW₁ at the start, after GD and after SGD-64.",
            3,
            List.of(
                histogram(
                    "Spectrum of W₁ at the start", FirstLayerSpectrum.first(results, runs.sgd())),
                histogram("after GD", FirstLayerSpectrum.last(results, runs.descent())),
                histogram("after SGD-64", FirstLayerSpectrum.last(results, runs.sgd())))));
  }

  private static Plot histogram(String title, FirstLayerSpectrum spectrum) {
    return new Plot.Histogram(title, "eigenvalue", spectrum.eigenvalues(), BINS, true);
  }
}
