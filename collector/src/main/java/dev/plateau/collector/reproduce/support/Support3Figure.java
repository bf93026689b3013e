package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Order;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.ArrayList;
import java.util.List;

/** Fig. 3: norms of irrelevant weights over steps, linear target, η = 0.1. */
public final class Support3Figure implements Figure {
  private static final SupportTask TASK = SupportTask.LINEAR;
  private static final String RERUN = "authors' code, seed 0";
  private static final String PICTURE = "authors' picture";
  private static final long EARLY = 20_000;
  private static final long LATE = 100_000;
  private static final long END = 200_000;

  /** From it on what SGD-1 does is noise. */
  private static final long NOISE_FROM = 150_000;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-3",
        "Fig. 3",
        "Irrelevant weights shrink the faster the smaller the batch (linear target)",
        "A deep linear network learns the sum of 5 of its 15 inputs, step size 0.1. Shown "
            + "is the norm of the first layer's weights of the other ten, medians over "
            + "trajectories that begin at the same weights and draw their samples in different "
            + "orders. Gradient descent leaves them where the loss stops falling; SGD goes on "
            + "shrinking them, the faster the smaller the batch; weight decay does so at once.\n\n"
            + "The data are the authors' own; the first weights are not (they published none), "
            + "so that the norm begins at 4.47 ± 0.26 instead of 4.48. Gradient descent is run "
            + "for 20,000 steps as in their code, and for 200,000 where 10 or more trajectories "
            + "are asked for: only then can it be seen to stay from 2·10⁴ to 2·10⁵.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return TASK.trajectories(Variant.of(extent), extent);
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    NormExpectations norms = new NormExpectations(new IrrelevantNorms(TASK, extent));
    List<Expectation> all = new ArrayList<>();
    all.add(order(norms, EARLY));
    all.add(norms.at(Variant.SGD_512, EARLY, 3.24, PICTURE).within(1.25, NormExpectations.OURS));
    all.add(norms.at(Variant.SGD_32, EARLY, 2.31, PICTURE).within(1.5, NormExpectations.OURS));
    all.add(norms.at(Variant.SGD_1, EARLY, 1.51, PICTURE).within(1.5, NormExpectations.OURS));
    all.addAll(norms.decay());
    if (!extent.isQuick()) {
      all.add(order(norms, LATE));
      all.add(
          norms
              .left(EARLY, 0.804, RERUN + ", 3.60 of 4.48")
              .between(
                  0.7,
                  0.9,
                  "how far GD goes depends on its first weights, which are ours; 1 is where nothing"
                      + " is learned, 0.51 where SGD-512 is at 10⁵"));
      all.add(flat(norms));
      addLevels(norms, all);
      all.add(norms.orderOfHalving());
      all.add(norms.ratioOfRates(Variant.SGD_128, Variant.SGD_512, LATE, END));
      all.add(norms.ratioOfRates(Variant.SGD_32, Variant.SGD_128, LATE, END));
    }
    return all;
  }

  private static Expectation order(NormExpectations norms, long step) {
    return norms.order(
        Variant.undecayed(norms.norms().extent()),
        step,
        "the paper's claim; exact, between 10⁴ and 10⁵ steps. Gradient descent stands where its run"
            + " ended");
  }

  private static Expectation flat(NormExpectations norms) {
    boolean isLong = TASK.steps(Variant.GD, norms.norms().extent()) > EARLY;
    String why = "flat is less than 1 % of change";
    return norms.flat(
        isLong ? EARLY : EARLY * 9 / 10,
        isLong ? END : EARLY,
        0.997,
        RERUN + ", 3.59 over 3.60 from 2·10⁴ to 2·10⁵",
        isLong ? why : why + "; the run ends at 2·10⁴, so that only its last tenth can be seen");
  }

  private static void addLevels(NormExpectations norms, List<Expectation> all) {
    String ours = NormExpectations.OURS;
    String shrunk = NormExpectations.SHRUNK;
    all.add(norms.at(Variant.SGD_512, LATE, 2.28, RERUN).within(1.5, ours));
    all.add(norms.at(Variant.SGD_512, END, 1.68, RERUN).within(1.5, ours));
    all.add(norms.at(Variant.SGD_128, LATE, 1.15, RERUN).within(1.5, ours));
    all.add(norms.at(Variant.SGD_128, END, 0.46, RERUN).within(2, shrunk));
    all.add(norms.at(Variant.SGD_32, LATE, 0.36, RERUN).within(2, shrunk));
    all.add(
        norms
            .at(Variant.SGD_32, END, 0.046, RERUN)
            .within(3, shrunk + ": at a hundredth of the start a fifth of it makes 2.5"));
    all.add(
        norms
            .settled(Variant.SGD_1, NOISE_FROM, 0.11, RERUN + ", noisy")
            .within(2, "a level of noise"));
    all.add(
        new Order(
            "‖W₁ irr‖ at the end, 2·10⁵ steps: SGD-1 > SGD-32",
            "0.11, noisy, and 0.046 (authors' code)",
            "SGD-1 ends in noise above: the order by batch size is none of the end",
            results ->
                List.of(
                    norms.norms().settled(results, Variant.SGD_1, NOISE_FROM),
                    norms.norms().at(results, Variant.SGD_32, END))));
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    return List.of(
        new Sheet(
            "",
            "Norm of the first layer's weights of irrelevant inputs over steps, linear target,"
                + " η = 0.1.",
            1,
            List.of(new IrrelevantNorms(TASK, extent).plot(results, "η = 0.1"))));
  }
}
