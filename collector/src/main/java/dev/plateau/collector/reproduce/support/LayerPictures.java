package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures of layers' matrices as the authors lay them out: those before training on the left, then
 * a column for each variant.
 *
 * @param task whose
 * @param extent how much of it was run
 */
record LayerPictures(SupportTask task, Extent extent) {
  private static final String[] NAMES = {"W₁", "W₂", "W₃"};

  /** A row of a layer's Gram matrices: before training, and at the end of each variant. */
  List<Plot> grams(Results results, int layer, List<Variant> variants) {
    List<Plot> plots = new ArrayList<>();
    plots.add(
        LayerMatrix.firstGram(results, run(Variant.GD), layer)
            .image("Gram " + NAMES[layer] + " at init", Plot.Palette.MAGMA));
    for (Variant variant : variants) {
      plots.add(
          LayerMatrix.lastGram(results, run(variant), layer)
              .image(variant.label(), Plot.Palette.MAGMA));
    }
    return plots;
  }

  /** A row of the first layer's weights: before training, and at the end of each variant. */
  List<Plot> weights(Results results, List<Variant> variants) {
    List<Plot> plots = new ArrayList<>();
    plots.add(
        LayerMatrix.firstWeights(results, run(Variant.GD), 0)
            .image("W₁ at init", Plot.Palette.VIRIDIS));
    for (Variant variant : variants) {
      plots.add(
          LayerMatrix.lastWeights(results, run(variant), 0)
              .image(variant.label(), Plot.Palette.VIRIDIS));
    }
    return plots;
  }

  /** A sheet of Gram matrices of one layer. */
  Sheet gramSheet(Results results, String name, int layer) {
    List<Plot> plots = grams(results, layer, Variant.of(extent));
    String caption =
        "Sizes of the entries of %sᵀ%s, each picture over its own range."
            .formatted(NAMES[layer], NAMES[layer]);
    return new Sheet(name, caption, plots.size(), plots);
  }

  /** A sheet of two rows: the first layer's weights, and their Gram matrices below. */
  Sheet weightsAndGrams(Results results, String name) {
    List<Variant> variants =
        Variant.undecayed(extent).stream().filter(v -> v != Variant.SGD_128).toList();
    List<Plot> plots = new ArrayList<>(weights(results, variants));
    plots.addAll(grams(results, 0, variants));
    String caption =
        "Sizes of the entries of W₁ (a column an input, the five relevant ones first) and of W₁ᵀW₁,"
            + " each picture over its own range.";
    return new Sheet(name, caption, variants.size() + 1, plots);
  }

  /** How like its start a variant's Gram matrix of a layer ends. */
  double likenessToInit(Results results, Variant variant, int layer) {
    return LayerMatrix.lastGram(results, run(variant), layer)
        .likeness(LayerMatrix.firstGram(results, run(variant), layer));
  }

  /** The share of the relevant block in a variant's last Gram matrix of W₁. */
  double relevantShare(Results results, Variant variant) {
    return LayerMatrix.lastGram(results, run(variant), 0).relevantShare();
  }

  /** The shares of several variants. */
  List<Double> relevantShares(Results results, List<Variant> variants) {
    return variants.stream().map(variant -> relevantShare(results, variant)).toList();
  }

  private PlannedRun run(Variant variant) {
    return task.run(variant, extent);
  }
}
