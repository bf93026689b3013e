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

/** Fig. 14: norms of irrelevant weights over steps, sine target, η = 0.1. */
public final class Support14Figure implements Figure {
  private static final SupportTask TASK = SupportTask.SINE;
  private static final String PICTURE = "authors' picture";
  private static final long EARLY = 20_000;
  private static final long LATE = 100_000;
  private static final long END = 200_000;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-14",
        "Fig. 14",
        "Irrelevant weights shrink the faster the smaller the batch (sine target)",
        "The norms of Fig. 3 for a deep linear network on sin(Σ x_i), step size 0.1. The "
            + "network cannot fit this target, so that the residual, and with it SGD's noise, "
            + "stays; its linear part is small, so that all is slower than for the linear "
            + "target.\n\n"
            + "Medians over trajectories from the same first weights, which are ours. Which of "
            + "the paper's numbers this picture has is inferred from the authors' repository.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return TASK.trajectories(Variant.of(extent), extent);
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    NormExpectations norms = new NormExpectations(new IrrelevantNorms(TASK, extent));
    String ours = NormExpectations.OURS;
    String claim =
        "the paper's claim; exact, between 10⁴ and 10⁵ steps. Gradient descent stands where its run"
            + " ended";
    long end = TASK.steps(Variant.GD, extent);
    List<Expectation> all = new ArrayList<>();
    all.add(norms.order(Variant.undecayed(extent), EARLY, claim));
    all.add(
        norms
            .left(end, 0.94, PICTURE + ", 4.21 of 4.48")
            .between(0.85, 1, "how far GD goes depends on its first weights, which are ours"));
    all.add(norms.flat(1_000, end, 1, PICTURE, "flat is less than 1 % of change"));
    all.add(norms.at(Variant.SGD_512, EARLY, 3.72, PICTURE).within(1.25, ours));
    all.add(norms.at(Variant.SGD_32, EARLY, 3.05, PICTURE).within(1.5, ours));
    all.add(norms.at(Variant.SGD_1, EARLY, 0.89, PICTURE).within(2, NormExpectations.SHRUNK));
    all.addAll(norms.decay());
    if (!extent.isQuick()) {
      all.add(norms.order(Variant.undecayed(extent), LATE, claim));
      all.add(norms.at(Variant.SGD_512, END, 3.32, PICTURE).within(1.25, ours));
      all.add(norms.at(Variant.SGD_128, END, 2.55, PICTURE).within(1.5, ours));
      all.add(norms.at(Variant.SGD_32, END, 0.5, PICTURE).within(2, NormExpectations.SHRUNK));
      all.add(
          norms
              .settled(Variant.SGD_1, 150_000, 0.3, PICTURE + ", noisy")
              .within(2, "a level of noise"));
    }
    return all;
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    return List.of(
        new Sheet(
            "",
            "Norm of the first layer's weights of irrelevant inputs over steps, sine target,"
                + " η = 0.1.",
            1,
            List.of(new IrrelevantNorms(TASK, extent).plot(results, "η = 0.1"))));
  }
}
