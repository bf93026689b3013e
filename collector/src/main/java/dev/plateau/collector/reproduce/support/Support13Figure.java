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
import java.util.Collections;
import java.util.List;

/** Fig. 13: Gram matrices of all variants, sine target, η = 0.1. */
public final class Support13Figure implements Figure {
  private static final SupportTask TASK = SupportTask.SINE;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-13",
        "Fig. 13",
        "Gram matrices of W₁ for the sine target",
        "The products WᵀW of the first three layers of the deep linear network on sin(Σ "
            + "x_i), step size 0.1, before training and at the end of each variant, as Figs 10 "
            + "and 12 show them for the linear target. The sine has little covariance with each "
            + "input (e^−2.5 = 0.08), so that weight decay of 0.1 takes all weights to zero, "
            + "and the last picture is of what rounding leaves.\n\n"
            + "Sizes are shown, each picture over its own range. Which of the paper's numbers "
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
    all.add(grams.shareOrder(smallestBatchFirst(extent)));
    all.add(grams.gradientDescentStays(0.99));
    if (!extent.isQuick()) {
      String why = "little of their irrelevant weights is left";
      all.add(grams.share(Variant.SGD_32, 0.986).atLeast(0.9, why));
      all.add(grams.share(Variant.SGD_1, 0.997).atLeast(0.9, why));
    }
    return all;
  }

  private static List<Variant> smallestBatchFirst(Extent extent) {
    List<Variant> variants = new ArrayList<>(Variant.undecayed(extent));
    Collections.reverse(variants);
    return variants;
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    LayerPictures pictures = new LayerPictures(TASK, extent);
    return List.of(
        pictures.gramSheet(results, "", 0),
        pictures.gramSheet(results, "w2", 1),
        pictures.gramSheet(results, "w3", 2));
  }
}
