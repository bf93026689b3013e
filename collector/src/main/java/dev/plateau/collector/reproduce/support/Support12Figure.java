package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.List;

/** Fig. 12: Gram matrices of the second and third layers, linear target, η = 0.1. */
public final class Support12Figure implements Figure {
  private static final SupportTask TASK = SupportTask.LINEAR;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-12",
        "Fig. 12",
        "Gram matrices of W₂ and W₃ stay as they began (linear target)",
        "The products WᵀW of the second and the third layer, before training and at the "
            + "end of each variant of `support-linear`, step size 0.1. It is the first layer "
            + "that learns the support: the others' matrices stay near those before training, "
            + "whatever the batch size; only weight decay leaves no more than one direction.\n\n"
            + "Likeness is the cosine between the sizes of entries. Which of the paper's "
            + "numbers this picture has is inferred from the authors' repository.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return TASK.runs(Variant.of(extent), extent);
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    GramExpectations grams = new GramExpectations(new LayerPictures(TASK, extent));
    return List.of(
        grams.stays(1, 0.86),
        grams.stays(2, 0.96),
        grams.isChangedByDecay(1, 0.38),
        grams.isChangedByDecay(2, 0.4));
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    LayerPictures pictures = new LayerPictures(TASK, extent);
    return List.of(pictures.gramSheet(results, "w2", 1), pictures.gramSheet(results, "w3", 2));
  }
}
