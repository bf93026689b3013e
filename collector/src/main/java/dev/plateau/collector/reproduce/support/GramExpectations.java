package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Order;
import dev.plateau.collector.reproduce.PublishedLevel;
import java.util.List;

/**
 * What is expected of the Gram matrices of one task's variants. Published values are read off the
 * authors' pictures: colours back to sizes.
 *
 * @param pictures of the task
 */
record GramExpectations(LayerPictures pictures) {
  private static final String SOURCE = "authors' picture";

  /** What likeness is to be held against. */
  private static final String UNRELATED =
      "two matrices drawn independently have 0.77, the same one 1";

  /** The share of the block of relevant inputs, of a variant. */
  PublishedLevel share(Variant variant, double published) {
    return new PublishedLevel(
        "share of the relevant block in W₁ᵀW₁, " + variant.label(),
        published,
        SOURCE,
        results -> pictures.relevantShare(results, variant));
  }

  /** These shares fall with the variants' order. */
  Expectation shareOrder(List<Variant> variants) {
    return new Order(
        "share of the relevant block in W₁ᵀW₁: " + NormExpectations.chain(variants),
        "falls with the batch size",
        "the paper's claim: what is irrelevant goes the faster the smaller the batch",
        results -> pictures.relevantShares(results, variants));
  }

  /** Gradient descent leaves the matrix of the first layer near where it began. */
  Expectation gradientDescentStays(double published) {
    return new PublishedLevel(
            "likeness of W₁ᵀW₁ to that before training, GD",
            published,
            SOURCE,
            results -> pictures.likenessToInit(results, Variant.GD, 0))
        .atLeast(0.85, UNRELATED);
  }

  /** A later layer's matrix stays near where it began, in all variants without weight decay. */
  Expectation stays(int layer, double published) {
    List<Variant> variants = Variant.undecayed(pictures.extent());
    return new PublishedLevel(
            "likeness of %s to that before training, least without weight decay"
                .formatted(gram(layer)),
            published,
            SOURCE,
            results ->
                variants.stream()
                    .mapToDouble(variant -> pictures.likenessToInit(results, variant, layer))
                    .min()
                    .orElse(Double.NaN))
        .atLeast(0.8, UNRELATED);
  }

  /** Weight decay leaves nothing of a later layer's matrix but one direction. */
  Expectation isChangedByDecay(int layer, double published) {
    return new PublishedLevel(
            "likeness of %s to that before training, GD + weight decay".formatted(gram(layer)),
            published,
            SOURCE,
            results -> pictures.likenessToInit(results, Variant.DECAYED, layer))
        .atMost(0.6, "half-way from theirs to that of independent matrices, 0.77");
  }

  private static String gram(int layer) {
    return layer == 1 ? "W₂ᵀW₂" : "W₃ᵀW₃";
  }
}
