package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Band;
import dev.plateau.collector.reproduce.Curve;
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
import java.util.ArrayList;
import java.util.List;

/** To which pixels W₁ attends at equal test loss, with small and large batches. */
public final class Support5Figure implements Figure {
  private static final double ROUNDING = 1e-9;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-5",
        "Fig. 5, Prop. 5",
        "Pixels of MNIST that W₁ attends to, batches of 32 and of 2,048",
        """
        The runs of `support-2`, and what they make of each pixel: the norm of W₁'s column. Contrast is how far the middle stands out of the grain: \
        mean over the 8 × 8 pixels in the middle less that over the frame of two pixels, over the frame's standard deviation. Pixels that are \
        off in every training sample get no gradient (Prop. 5): their weights do not change at all, and with weight decay λ are (1 − ηλ)^t of what they were.
        """);
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    MnistRuns runs = new MnistRuns(extent);
    if (!runs.canRun()) {
      return List.of();
    }
    List<PlannedRun> all = new ArrayList<>(runs.toTestLoss(MnistRuns.SMALL));
    all.addAll(runs.toTestLoss(MnistRuns.LARGE));
    all.add(runs.decayed());
    return all;
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    MnistRuns runs = new MnistRuns(extent);
    return List.of(
        new Order(
            "contrast: SGD-32 > SGD-2,048",
            "falls",
            "the paper's map of SGD-32 is smooth, that of SGD-2,048 grainy",
            results ->
                List.of(
                    contrast(results, runs, MnistRuns.SMALL),
                    contrast(results, runs, MnistRuns.LARGE))),
        new Band(
            "contrast, SGD-32",
            "its frame is dark without grain",
            "at least 5: grain of a fifth of the range would be seen",
            5,
            Double.MAX_VALUE,
            results -> contrast(results, runs, MnistRuns.SMALL)),
        new Band(
            "contrast, SGD-2,048",
            "grain all over the image, the middle brighter",
            "0.5 to 5: between not to be seen and the above",
            0.5,
            5,
            results -> contrast(results, runs, MnistRuns.LARGE)),
        new Band(
            "largest change of weights of pixels that are never on, SGD-32",
            "0",
            "exactly 0: no gradient reaches them (Prop. 5)",
            0,
            0,
            results ->
                Medians.over(
                    runs.toTestLoss(MnistRuns.SMALL),
                    run -> largest(results.curve(run, "never_on_change")))),
        new Band(
            "norm of the same weights with decay, over (1 − ηλ)^t of the first",
            "1",
            "1 to rounding: decay is all that reaches them",
            1 - ROUNDING,
            1 + ROUNDING,
            results -> decayed(results.curve(runs.decayed(), "never_on_norm"))));
  }

  private static double contrast(Results results, MnistRuns runs, int batchSize) {
    return Medians.over(
        runs.toTestLoss(batchSize), run -> AttentionMap.last(results, run).contrast());
  }

  private static double largest(Curve curve) {
    double largest = curve.first();
    for (int i = 1; i < curve.size(); i++) {
      largest = Math.max(largest, curve.value(i));
    }
    return largest;
  }

  private static double decayed(Curve norm) {
    double left = Math.pow(1 - MnistRuns.DECAYED_RATE * MnistRuns.DECAY, (double) norm.lastStep());
    return norm.last() / (norm.first() * left);
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    MnistRuns runs = new MnistRuns(extent);
    return List.of(
        new Sheet(
            "",
            "Norms of W₁'s columns, one for each of 28 × 28 pixels, at test loss 0.053.",
            2,
            List.of(
                image("SGD-32 focus of W₁", results, runs.drawn(MnistRuns.SMALL)),
                image("SGD-2,048 focus of W₁", results, runs.drawn(MnistRuns.LARGE)))));
  }

  private static Plot image(String title, Results results, PlannedRun run) {
    return new Plot.Image(title, AttentionMap.last(results, run).rows(), Plot.Palette.MAGMA);
  }
}
