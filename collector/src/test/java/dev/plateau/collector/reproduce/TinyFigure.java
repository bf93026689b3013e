package dev.plateau.collector.reproduce;

import java.util.List;

/**
 * A figure for tests, of the first steps of {@code diagonal}: its loss falls, whatever the rate.
 * The runs of two of different ids are the same.
 *
 * @param id its id
 * @param steps of each run
 */
public record TinyFigure(String id, long steps) implements Figure {
  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.LARGE_STEPS, id, "Fig. 0", "the loss | falls", "The first steps only.");
  }

  /** Of the constant and of the decayed step size, by trajectory. */
  @Override
  public List<PlannedRun> runs(Extent extent) {
    return List.of(run(), PlannedRun.of("diagonal", 1, steps, "rate", "decay-30"));
  }

  PlannedRun run() {
    return PlannedRun.of("diagonal", 0, steps, "rate", "constant");
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    return List.of(
        new Band(
            "last step |t|",
            "100000",
            "as planned",
            steps - 1,
            steps - 1,
            results -> results.curve(run(), "loss").lastStep()),
        new Order(
            "test loss at the start > at the end",
            "falls",
            "it learns",
            results -> {
              Curve curve = results.curve(run(), "test_loss");
              return List.of(curve.first(), curve.last());
            }),
        new Band(
            "test loss, end",
            "3.5e-3",
            "asked in vain: no loss is below 0",
            Double.NEGATIVE_INFINITY,
            -1,
            results -> results.curve(run(), "test_loss").last()));
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    Plot.Lines lines =
        new Plot.Lines(
            "loss",
            Plot.Axis.log("step"),
            Plot.Axis.log("loss"),
            List.of(Plot.Line.of("SGD", results.curve(run(), "loss"))));
    return List.of(
        new Sheet("", "The loss of [one] run.", 1, List.of(lines)),
        new Sheet("again", "Once more.", 1, List.of(lines)));
  }
}
