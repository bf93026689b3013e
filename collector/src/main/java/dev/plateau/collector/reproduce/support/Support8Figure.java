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

/** The gold support of a frozen network's features: W₁'s spectrum under aggressive weight decay. */
public final class Support8Figure implements Figure {
  /** σ > 0.1 σ₁, as the experiment counts relevant directions. */
  private static final double RELEVANT = 0.01;

  private static final int BINS = 50;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-8",
        "Fig. 8",
        "Spectrum of W₁ on frozen features before and after aggressive weight decay",
        """
        A head 512-512-64-10 with ReLU learns classes from 512 features of a frozen network, with weight decay 0.004, the strongest of 0.001, 0.002, … at \
        which it still puts nine of ten training samples right. The paper's features are a ResNet's \
        on CIFAR-10. **These are not**: they are those of a small convolutional network trained briefly on MNIST (`mnist-features`), or whatever \
        the folder holds. W₁ is 512 × 512 and begins as PyTorch does, as the paper's histogram at the start says (largest eigenvalue 4/3). Step \
        size, decay and the second hidden layer's width are ours; the paper does not say its own.
        """);
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    FeatureRuns runs = new FeatureRuns(extent);
    return runs.canRun() ? List.of(runs.gold()) : List.of();
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    FeatureRuns runs = new FeatureRuns(extent);
    return List.of(
        new Band(
            "largest eigenvalue of W₁ᵀW₁ at the start",
            "1.33",
            "1.24 to 1.42: the edge of the spectrum of 512² weights of variance 1/(3·512) is 4/3,"
                + " within a few times 512^(-2/3)",
            1.24,
            1.42,
            results -> FirstLayerSpectrum.first(results, runs.gold()).largest()),
        new Band(
            "eigenvalues above 1 % of the largest after decay",
            "9",
            "8 to 10: one direction for each of ten classes, of which biases can spare one",
            8,
            10,
            results -> relevant(FirstLayerSpectrum.last(results, runs.gold()))),
        new Band(
            "eleventh eigenvalue over the largest after decay",
            "0 (nothing but zeros)",
            "0 to 1e-4: decay takes the rest away exponentially (Prop. 3)",
            0,
            1e-4,
            results -> rest(FirstLayerSpectrum.last(results, runs.gold()))));
  }

  private static double relevant(FirstLayerSpectrum spectrum) {
    return spectrum.above(RELEVANT * spectrum.largest());
  }

  private static double rest(FirstLayerSpectrum spectrum) {
    return spectrum.largest(11) / spectrum.largest();
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    PlannedRun gold = new FeatureRuns(extent).gold();
    return List.of(
        new Sheet(
            "",
            "Eigenvalues of W₁ᵀW₁ at the start and after training with weight decay.",
            2,
            List.of(
                new Plot.Histogram(
                    "Spectrum of W₁ at the start",
                    "eigenvalue",
                    FirstLayerSpectrum.first(results, gold).eigenvalues(),
                    BINS,
                    true),
                new Plot.Histogram(
                    "Spectrum of W₁ at the end",
                    "eigenvalue",
                    FirstLayerSpectrum.last(results, gold).eigenvalues(),
                    BINS,
                    true))));
  }
}
