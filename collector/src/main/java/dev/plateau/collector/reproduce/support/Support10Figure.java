package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.ArrayList;
import java.util.List;

/** Fig. 10: first-layer weights and Gram matrices of all variants, linear target, η = 0.1. */
public final class Support10Figure implements Figure {
  private static final SupportTask TASK = SupportTask.LINEAR;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-10",
        "Fig. 10",
        "Gram matrices of W₁ become the block of the relevant inputs (linear target)",
        "The products W₁ᵀW₁ of the first layer's weights of any two inputs, before "
            + "training and at the end of each variant of `support-linear`, step size 0.1: the "
            + "five relevant inputs come first. Small batches and weight decay leave a block of "
            + "equal entries for them and nothing else; gradient descent leaves the matrix near "
            + "the one before training.\n\n"
            + "As in the authors' pictures sizes are shown, without signs. All variants begin "
            + "at the same weights. A share is the norm of the relevant block over that of the "
            + "whole matrix; likeness is the cosine between sizes. Which of the paper's numbers "
            + "this picture has is inferred from the authors' repository.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return TASK.runs(Variant.of(extent), extent);
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    GramExpectations grams = new GramExpectations(new LayerPictures(TASK, extent));
    List<Expectation> all = new ArrayList<>();
    all.add(grams.share(Variant.DECAYED, 1).atLeast(0.95, "the irrelevant weights are gone"));
    if (extent.isQuick()) {
      all.add(
          grams.shareOrder(List.of(Variant.SGD_1, Variant.SGD_32, Variant.SGD_512, Variant.GD)));
      return all;
    }
    // SGD-1 and SGD-32 differ by noise only, once all that is irrelevant is gone.
    all.add(
        grams.shareOrder(List.of(Variant.SGD_32, Variant.SGD_128, Variant.SGD_512, Variant.GD)));
    all.add(
        grams.share(Variant.SGD_128, 0.999).atLeast(0.95, "0.46 of 4.48 is left of their norm"));
    all.add(grams.share(Variant.SGD_32, 1).atLeast(0.95, "the irrelevant weights are gone"));
    all.add(grams.share(Variant.SGD_1, 1).atLeast(0.95, "the irrelevant weights are gone"));
    all.add(grams.gradientDescentStays(0.95));
    return all;
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    LayerPictures pictures = new LayerPictures(TASK, extent);
    return List.of(
        pictures.gramSheet(results, "", 0), pictures.weightsAndGrams(results, "weights"));
  }
}
