package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Band;
import dev.plateau.collector.reproduce.Curve;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Medians;
import dev.plateau.collector.reproduce.Numbers;
import dev.plateau.collector.reproduce.Order;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Fig. 8: SGD, the SDE that models it, and gradient flow. */
final class SdeFigure implements Figure {
  private static final double LOSSES = 3;
  private static final double COUNTS = 1.4;
  private static final String FOLLOWS = "as SGD's (the paper's claim)";

  /**
   * A level in which the SDE is to follow SGD.
   *
   * @param panel of which metric
   * @param when in words
   * @param of reads it off a curve
   * @param factor by which the two may be apart
   */
  private record Followed(
      CurvePanel panel, String when, ToDoubleFunction<Curve> of, double factor) {}

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.LARGE_STEPS,
        "large-steps-8",
        "Fig. 8",
        "An SDE with the noise of SGD's loss does what SGD does, gradient flow does not",
        "SGD at the latest decay of each setting beside the paper's Eq. 8, gradient flow on"
            + " labels whose noise has a variance in proportion to SGD's train loss at that"
            + " time, and beside gradient flow without noise, all from the same first weights on"
            + " the paper's data. A step of flow or SDE is the time of one of SGD's, in ten"
            + " steps of the integrator (40 for `regression-1d`, where ten of them are"
            + " unstable). Loss, rank and sparsity of the SDE follow SGD's; gradient flow fits"
            + " and keeps its rank.\n\n"
            + "The factor between noise and loss is chosen for each setting, as the paper did:"
            + " so that the SDE follows at all is no evidence for it, that one factor makes"
            + " loss, rank and sparsity follow together is. The authors have no numbers to it.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    List<PlannedRun> runs = new ArrayList<>();
    for (SdeModel model : SdeModel.ALL) {
      runs.add(model.sgd());
      runs.addAll(model.sdes(extent));
      runs.add(model.flow());
    }
    return runs;
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    List<Expectation> all = new ArrayList<>();
    for (SdeModel model : SdeModel.ALL) {
      StableStretch plateau = StableStretch.of(model.task(), model.rate());
      all.add(
          follows(
              model,
              extent,
              new Followed(CurvePanel.TRAIN_LOSS, "on the plateau", plateau::level, LOSSES)));
      for (CurvePanel panel : List.of(CurvePanel.RANK, model.sparse())) {
        all.add(
            follows(model, extent, new Followed(panel, "at the decay", atDecay(model), COUNTS)));
      }
      all.add(keepsRank(model));
      all.add(flowIsAbove(model, extent));
    }
    return all;
  }

  private static ToDoubleFunction<Curve> atDecay(SdeModel model) {
    long decay = model.task().decayStep(model.rate());
    return curve -> curve.at(decay);
  }

  private static Expectation follows(SdeModel model, Extent extent, Followed level) {
    return new Band(
        "%s, %s %s, SDE over SGD".formatted(model.name(), level.panel().title(), level.when()),
        FOLLOWS,
        "×%s: levels, not digits, as both have their noise; without it, it is further off"
            .formatted(Numbers.readable(level.factor())),
        1 / level.factor(),
        level.factor(),
        results ->
            median(results, model, extent, level.panel(), level.of())
                / level.of().applyAsDouble(results.curve(model.sgd(), level.panel().metric())));
  }

  private static double median(
      Results results,
      SdeModel model,
      Extent extent,
      CurvePanel panel,
      ToDoubleFunction<Curve> level) {
    return Medians.over(
        model.sdes(extent), run -> level.applyAsDouble(results.curve(run, panel.metric())));
  }

  private static Expectation keepsRank(SdeModel model) {
    return new Band(
        model.name() + ", NTK rank at the end over the first one, gradient flow",
        "is not reduced (the paper's claim)",
        "at least 0.75; the authors' runs at small step sizes keep 0.85 to 1",
        0.75,
        Double.POSITIVE_INFINITY,
        results -> {
          Curve rank = results.curve(model.flow(), CurvePanel.RANK.metric());
          return rank.last() / rank.first();
        });
  }

  private static Expectation flowIsAbove(SdeModel model, Extent extent) {
    return new Order(
        model.name() + ", NTK rank at the end: gradient flow > SDE",
        "is reduced by the noise alone (the paper's claim)",
        "the two differ in nothing but the noise",
        results ->
            List.of(
                results.curve(model.flow(), CurvePanel.RANK.metric()).last(),
                median(results, model, extent, CurvePanel.RANK, Curve::last)));
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    List<Plot> plots = new ArrayList<>();
    for (SdeModel model : SdeModel.ALL) {
      for (CurvePanel panel : List.of(CurvePanel.TRAIN_LOSS, CurvePanel.RANK, model.sparse())) {
        plots.add(plot(model, panel, results));
      }
    }
    return List.of(
        new Sheet(
            "",
            "SGD, the SDE and gradient flow on four settings: train loss, NTK rank, and nonzero"
                + " coordinates of the predictor or feature sparsity coefficient; dashes where"
                + " SGD's step size falls.",
            3,
            plots));
  }

  private static Plot plot(SdeModel model, CurvePanel panel, Results results) {
    return new Plot.Lines(
        model.name() + ": " + panel.title(),
        Plot.Axis.linear("step"),
        panel.axis(),
        List.of(
            Plot.Line.of("SGD", results.curve(model.sgd(), panel.metric())),
            Plot.Line.of("SDE", results.curve(model.sde(), panel.metric())),
            Plot.Line.of("gradient flow", results.curve(model.flow(), panel.metric()))),
        List.of(new Plot.Mark(model.task().decayStep(model.rate()), 0)));
  }
}
