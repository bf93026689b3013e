package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.PublishedLevel;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.ArrayList;
import java.util.List;

/** Fig. 1: first-layer weights and Gram matrices, sine target, η = 0.1. */
public final class Support1Figure implements Figure {
  private static final SupportTask TASK = SupportTask.SINE;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-1",
        "Fig. 1",
        "SGD finds the support in the first layer, gradient descent does not (sine target)",
        "A deep linear network on the sine of the sum of 5 of its 15 inputs, step size "
            + "0.1: the first layer's weights, above, and their products W₁ᵀW₁, below, before "
            + "training and at the end of gradient descent and of SGD with batches of 512, 32 "
            + "and 1, from the same first weights. Small batches leave the columns of the "
            + "relevant inputs alone; gradient descent leaves all where they were.\n\n"
            + "As in the authors' pictures sizes are shown, without signs. The first weights "
            + "are ours.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return TASK.runs(
        Variant.undecayed(extent).stream().filter(v -> v != Variant.SGD_128).toList(), extent);
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    GramExpectations grams = new GramExpectations(new LayerPictures(TASK, extent));
    List<Expectation> all = new ArrayList<>();
    all.add(grams.shareOrder(List.of(Variant.SGD_1, Variant.SGD_32, Variant.SGD_512, Variant.GD)));
    all.add(
        grams
            .share(Variant.SGD_1, 0.997)
            .atLeast(0.9, "little of their irrelevant weights is left"));
    if (!extent.isQuick()) {
      all.add(
          grams
              .share(Variant.SGD_32, 0.986)
              .atLeast(0.9, "little of their irrelevant weights is left"));
    }
    all.add(
        new PublishedLevel(
                "likeness of W₁ to that before training, GD",
                1,
                "authors' picture, by eye",
                results -> likeness(results, extent))
            .atLeast(0.85, "two matrices drawn independently have 2/π = 0.64, the same one 1"));
    return all;
  }

  private static double likeness(Results results, Extent extent) {
    PlannedRun run = TASK.run(Variant.GD, extent);
    return LayerMatrix.lastWeights(results, run, 0)
        .likeness(LayerMatrix.firstWeights(results, run, 0));
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    return List.of(new LayerPictures(TASK, extent).weightsAndGrams(results, ""));
  }
}
