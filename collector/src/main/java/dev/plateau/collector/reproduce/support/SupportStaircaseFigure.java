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

/** The staircase of the authors' code: norms and first-layer matrices, η = 0.1. */
public final class SupportStaircaseFigure implements Figure {
  private static final SupportTask TASK = SupportTask.STAIRCASE;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-staircase",
        "authors' code",
        "SGD shrinks irrelevant weights on a staircase of powers",
        "A deep linear network on x₀ + x₁² + x₂³ + x₃⁴ + x₄⁵ without noise, step size "
            + "0.1, one trajectory: norms of the irrelevant weights over steps, and the first "
            + "layer's weights and Gram matrices at the end. The target's tails are heavy and "
            + "its even powers have no covariance with their inputs, so that a linear network "
            + "fits little of it and nearly every gradient is clipped to norm 1.\n\n"
            + "It is in the authors' code, not in the paper, and they published no picture of "
            + "it: what is expected is the order that the paper claims in general, of the "
            + "largest and a small batch.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return TASK.runs(Variant.of(extent), extent);
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    NormExpectations norms = new NormExpectations(norms(extent));
    return List.of(
        norms.order(
            List.of(Variant.GD, Variant.SGD_512, Variant.SGD_32),
            20_000,
            "the paper's claim. Gradient descent stands where its run ended; SGD-1 is left out, as"
                + " its clipped steps are mostly noise"));
  }

  private static IrrelevantNorms norms(Extent extent) {
    return new IrrelevantNorms(
        TASK, new Extent(extent.isQuick(), 1, extent.mnist(), extent.features()));
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    return List.of(
        new Sheet(
            "",
            "Norm of the first layer's weights of irrelevant inputs over steps, staircase, η ="
                + " 0.1.",
            1,
            List.of(norms(extent).plot(results, "η = 0.1"))),
        new LayerPictures(TASK, extent).weightsAndGrams(results, "weights"));
  }
}
