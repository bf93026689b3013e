package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Band;
import dev.plateau.collector.reproduce.Curve;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Order;
import dev.plateau.collector.reproduce.PublishedLevel;
import dev.plateau.collector.reproduce.Results;
import java.util.List;

/**
 * What is expected of the norms of irrelevant weights of one task's variants.
 *
 * @param norms of the task
 */
record NormExpectations(IrrelevantNorms norms) {
  /** Why levels of ours are not the authors'. */
  static final String OURS = "the first weights and the order of samples are ours";

  /** Why a band is wider where a norm has fallen to a few hundredths. */
  static final String SHRUNK = OURS + ", and what shrinks exponentially multiplies by the rate";

  /** The norms after a step fall with the variants' order. */
  Expectation order(List<Variant> variants, long step, String why) {
    return new Order(
        "‖W₁ irr‖, η = %s, after %s steps: %s"
            .formatted(norms.task().learningRate(), steps(step), chain(variants)),
        "falls with the batch size",
        why,
        results -> norms.at(results, variants, step));
  }

  /** A variant's norm after a step, as the authors have it. */
  PublishedLevel at(Variant variant, long step, double published, String source) {
    return new PublishedLevel(
        "‖W₁ irr‖, η = %s, %s, after %s steps"
            .formatted(norms.task().learningRate(), variant.label(), steps(step)),
        published,
        source,
        results -> norms.at(results, variant, step));
  }

  /** What is left of the norm's start by gradient descent after a step. */
  PublishedLevel left(long step, double published, String source) {
    return new PublishedLevel(
        "share of ‖W₁ irr‖ left by GD, η = %s, after %s steps"
            .formatted(norms.task().learningRate(), steps(step)),
        published,
        source,
        results -> norms.shareLeft(results, Variant.GD, step));
  }

  /** Gradient descent's norm changes by less than 1 % between two steps. */
  Expectation flat(long from, long to, double published, String source, String why) {
    return new PublishedLevel(
            "‖W₁ irr‖ of GD, η = %s, after %s steps over after %s"
                .formatted(norms.task().learningRate(), steps(to), steps(from)),
            published,
            source,
            results -> norms.at(results, Variant.GD, to) / norms.at(results, Variant.GD, from))
        .between(0.99, 1.01, why);
  }

  /** A variant's level of noise, as the authors have it. */
  PublishedLevel settled(Variant variant, long from, double published, String source) {
    return new PublishedLevel(
        "‖W₁ irr‖, η = %s, %s, median from %s steps on"
            .formatted(norms.task().learningRate(), variant.label(), steps(from)),
        published,
        source,
        results -> norms.settled(results, variant, from));
  }

  /** Weight decay takes the irrelevant weights away at once, at η = 0.1. */
  List<Expectation> decay() {
    return List.of(
        at(Variant.DECAYED, 600, 0.011, "authors' code")
            .atMost(0.012, "decay alone leaves (1 − 0.01)⁶⁰⁰ = 0.0024 of 4.48 ± 0.26"),
        new Band(
            "‖W₁ irr‖, GD + weight decay, largest from 1000 steps on",
            "below 0.005 (authors' code)",
            "below 0.005: decay alone leaves 0.0002",
            0,
            Math.nextDown(0.005),
            results -> largestFrom(results, 1000)));
  }

  private double largestFrom(Results results, long step) {
    Curve curve = norms.median(results, Variant.DECAYED);
    double largest = curve.at(step);
    for (int i = 0; i < curve.size(); i++) {
      largest = curve.step(i) < step ? largest : Math.max(largest, curve.value(i));
    }
    return largest;
  }

  /** How much faster a smaller batch shrinks them once they shrink exponentially. */
  Expectation ratioOfRates(Variant smaller, Variant larger, long from, long to) {
    return new Band(
        "rate of shrinking from %s to %s steps, %s over %s"
            .formatted(steps(from), steps(to), smaller.label(), larger.label()),
        "2.3 to 2.9 (authors' code)",
        "1.8 to 3.7, a fifth off on either side as "
            + OURS
            + "; 4, as if the rate were in proportion to 1/b, is outside",
        1.8,
        3.7,
        results -> norms.rate(results, smaller, from, to) / norms.rate(results, larger, from, to));
  }

  /** Steps until half is left fall with the batch size. */
  Expectation orderOfHalving() {
    List<Variant> variants = Variant.stochastic(norms.extent());
    return new Order(
        "steps until half of ‖W₁ irr‖ is left: " + chain(variants),
        "falls with the batch size",
        "the rate grows with 1/b",
        results -> variants.stream().map(variant -> norms.halvedAt(results, variant)).toList());
  }

  /** Names in their order. */
  static String chain(List<Variant> variants) {
    return String.join(" > ", variants.stream().map(Variant::label).toList());
  }

  /** Steps as people write them: {@code 2·10⁴}. */
  static String steps(long step) {
    String[] powers = {"10⁴", "10⁵"};
    long power = 10_000;
    for (String text : powers) {
      if (step % power == 0 && step / power < 10) {
        return step == power ? text : step / power + "·" + text;
      }
      power *= 10;
    }
    return Long.toString(step);
  }
}
