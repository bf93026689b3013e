package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Band;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.List;

/** Fig. 16: norms of irrelevant weights and Gram matrices, sine target, ReLU, η = 0.1. */
public final class Support16Figure implements Figure {
  private static final SupportTask TASK = SupportTask.SINE_RELU;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-16",
        "Fig. 16",
        "Irrelevant weights of a ReLU network by batch size (sine target)",
        "As Figs 13 and 14, for a network of ReLUs, which can fit sin(Σ x_i) better: norms of"
            + " the irrelevant weights over steps, and the products W₁ᵀW₁ before training and at"
            + " the end. Step size 0.1, one trajectory.\n\n"
            + "The authors published no numbers and no picture of it: what is expected is the"
            + " order that the paper claims.\n\n"
            + "It is not met, and was looked into. A second program, on plain arrays with first"
            + " weights and data of its own, says the same: at step sizes 0.1, 0.2 and 0.5 the"
            + " irrelevant weights grow under SGD (by 1.3 to 1.7 in 200,000 steps), the relevant"
            + " ones even more, and the loss stays between 0.07 and 0.5. A linear target, which"
            + " this network fits, gives the claimed order: 0.14 of the irrelevant weights are"
            + " left by SGD-1 at step size 0.1, 0.43 by SGD-32. So neither step size nor code"
            + " makes the difference but the target that is not fitted.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return TASK.runs(Variant.of(extent), extent);
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    IrrelevantNorms norms = norms(extent);
    List<Variant> variants = Variant.undecayed(extent);
    long step = extent.steps(100_000, 20_000);
    return List.of(
        new NormExpectations(norms)
            .order(
                variants, step, "the paper's claim. Gradient descent stands where its run ended"),
        new Band(
            "share of ‖W₁ irr‖ left by SGD-1 at the end",
            "small (the paper's text)",
            "at most 0.5: it shrinks markedly; without it, it stays near 1",
            0,
            0.5,
            results -> norms.shareLeft(results, Variant.SGD_1, Long.MAX_VALUE)));
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
            "Norm of the first layer's weights of irrelevant inputs over steps, sine target, ReLU,"
                + " η = 0.1.",
            1,
            List.of(norms(extent).plot(results, "η = 0.1, ReLU"))),
        new LayerPictures(TASK, extent).gramSheet(results, "gram", 0));
  }
}
