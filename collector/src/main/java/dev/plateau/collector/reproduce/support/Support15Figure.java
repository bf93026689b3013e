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
import java.util.stream.IntStream;

/** Fig. 15, §5.1: Gram matrices of W₁ from four first weights, sine target, η = 0.1. */
public final class Support15Figure implements Figure {
  private static final List<SupportTask> TASKS =
      IntStream.range(0, 4).mapToObj(SupportTask.SINE::from).toList();

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-15",
        "Fig. 15, §5.1",
        "Small batches come to the same Gram matrix from all first weights (sine target)",
        "The products W₁ᵀW₁ of the deep linear network on sin(Σ x_i), step size 0.1, from "
            + "four draws of the first weights, a row for each: before training, and at the end "
            + "of gradient descent and of SGD with small batches. What SGD comes to is the same "
            + "block; gradient descent keeps what it was given.\n\n"
            + "Distance is that of matrices scaled to norm 1, the mean over all pairs of draws; "
            + "it is about 1 for matrices drawn independently and 0 for the same. A quick run "
            + "leaves batches of 32 out, which take longer. The authors published no picture of "
            + "it; the order and its reason are the paper's.");
  }

  private static List<Variant> variants(Extent extent) {
    return extent.isQuick()
        ? List.of(Variant.GD, Variant.SGD_1)
        : List.of(Variant.GD, Variant.SGD_32, Variant.SGD_1);
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return TASKS.stream().flatMap(task -> task.runs(variants(extent), extent).stream()).toList();
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    List<Variant> variants = variants(extent);
    return List.of(
        new Order(
            "distance of W₁ᵀW₁ between first weights: " + NormExpectations.chain(variants),
            "falls with the batch size",
            "the paper's claim: small batches converge to the same matrix",
            results ->
                variants.stream().map(variant -> distance(results, variant, extent)).toList()),
        new Band(
            "distance of W₁ᵀW₁ between first weights, SGD-1, over that before training",
            "small (the paper's text)",
            "at most 0.5: nearer to the same than to what they began with",
            0,
            0.5,
            results -> distance(results, Variant.SGD_1, extent) / distanceAtFirst(results, extent)),
        new Band(
            "distance of W₁ᵀW₁ between first weights, GD, over that before training",
            "large (the paper's text)",
            "at least 0.75: nearer to what they began with than SGD-1 may be",
            0.75,
            Double.POSITIVE_INFINITY,
            results -> distance(results, Variant.GD, extent) / distanceAtFirst(results, extent)));
  }

  private static double distance(Results results, Variant variant, Extent extent) {
    return meanDistance(
        TASKS.stream()
            .map(task -> LayerMatrix.lastGram(results, task.run(variant, extent), 0))
            .toList());
  }

  private static double distanceAtFirst(Results results, Extent extent) {
    return meanDistance(
        TASKS.stream()
            .map(task -> LayerMatrix.firstGram(results, task.run(Variant.GD, extent), 0))
            .toList());
  }

  /** Over all pairs. */
  private static double meanDistance(List<LayerMatrix> matrices) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < matrices.size(); i++) {
      for (int j = 0; j < i; j++) {
        sum += matrices.get(i).distance(matrices.get(j));
        pairs++;
      }
    }
    return sum / pairs;
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    List<Plot> plots =
        TASKS.stream()
            .flatMap(
                task ->
                    new LayerPictures(task, extent).grams(results, 0, variants(extent)).stream())
            .toList();
    return List.of(
        new Sheet(
            "",
            "Sizes of the entries of W₁ᵀW₁, each picture over its own range; a row for each draw of"
                + " the first weights.",
            variants(extent).size() + 1,
            plots));
  }
}
