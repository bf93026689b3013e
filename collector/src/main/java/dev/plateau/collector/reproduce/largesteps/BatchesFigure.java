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
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Batches that grow, beside a step size that is halved: the noise of SGD is as large as step size
 * over batch size.
 */
final class BatchesFigure implements Figure {
  private static final BatchedTraining ONE = new BatchedTraining("B = 1", 1, 1);
  private static final BatchedTraining TWO = new BatchedTraining("B = 2", 2, 1);
  private static final BatchedTraining FOUR = new BatchedTraining("B = 4", 4, 1);
  private static final BatchedTraining HALF_RATE = new BatchedTraining("B = 1, η/2", 1, 2);
  private static final List<BatchedTraining> ALL = List.of(ONE, TWO, FOUR, HALF_RATE);

  private static final CurvePanel LOSS = CurvePanel.TRAIN_LOSS;
  private static final CurvePanel RANK = CurvePanel.RANK;
  private static final CurvePanel SPARSITY = CurvePanel.SPARSITY_2;

  private static final List<Integer> QUICK = List.of(0);
  private static final double LOSSES = 3;
  private static final double COUNTS = 1.4;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.LARGE_STEPS,
        "large-steps-batches",
        "η/B",
        "Twice the batch does what half of the step size does",
        "The noise that holds the loss up and makes features sparse is as large as the step size"
            + " over the batch size. So a larger batch at the same step size should do what a"
            + " smaller step size does: the loss is held up less, and fewer features go. Here"
            + " `teacher-student-3` with the latest decay, by batches of 1, 2 and 4 samples with"
            + " replacement, and by single samples at half of the step size for twice the steps, so"
            + " that all have as long a way to go. The paper has no figure of it.\n\n"
            + "The picture is of the paper's own data; what is asked for are medians over others.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return ALL.stream()
        .flatMap(
            training ->
                Stream.concat(Stream.of(training.run(0)), observed(training, extent).stream()))
        .distinct()
        .toList();
  }

  private static List<Integer> seeds(Extent extent) {
    return extent.isQuick() ? QUICK : BatchedTraining.TASK.seeds(extent);
  }

  private static List<PlannedRun> observed(BatchedTraining training, Extent extent) {
    return seeds(extent).stream().map(training::run).toList();
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    return List.of(
        order(extent, LOSS, "on the plateau", "is held up less", List.of(ONE, TWO, FOUR)),
        order(extent, SPARSITY, "at the decay", "fewer features go", List.of(FOUR, TWO, ONE)),
        order(extent, LOSS, "on the plateau", "is held up less", List.of(ONE, HALF_RATE)),
        order(extent, SPARSITY, "at the decay", "fewer features go", List.of(HALF_RATE, ONE)),
        alike(extent, LOSS, "on the plateau", LOSSES),
        alike(extent, RANK, "at the decay", COUNTS),
        alike(extent, SPARSITY, "at the decay", COUNTS));
  }

  private static Expectation order(
      Extent extent,
      CurvePanel panel,
      String when,
      String published,
      List<BatchedTraining> trainings) {
    String names = String.join(" > ", trainings.stream().map(BatchedTraining::name).toList());
    return new Order(
        "%s %s, %s: %s".formatted(panel.title(), when, data(extent), names),
        published,
        "the less noise, the less of what noise does",
        results ->
            trainings.stream().map(training -> median(results, training, extent, panel)).toList());
  }

  private static Expectation alike(Extent extent, CurvePanel panel, String when, double factor) {
    return new Band(
        "%s %s, %s, %s over %s"
            .formatted(panel.title(), when, data(extent), TWO.name(), HALF_RATE.name()),
        "1: η/B is the same",
        "×%s: levels, not digits, as both have their noise".formatted(Numbers.readable(factor)),
        1 / factor,
        factor,
        results -> median(results, TWO, extent, panel) / median(results, HALF_RATE, extent, panel));
  }

  /** Of a loss the level of the plateau, else what there is at the decay. */
  private static double median(
      Results results, BatchedTraining training, Extent extent, CurvePanel panel) {
    ToDoubleFunction<Curve> level =
        panel.equals(LOSS)
            ? new StableStretch(training.decayStep(), training.steps())::level
            : curve -> curve.at(training.decayStep());
    return Medians.over(
        observed(training, extent), run -> level.applyAsDouble(results.curve(run, panel.metric())));
  }

  private static String data(Extent extent) {
    return DataSeeds.words(seeds(extent));
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    List<Plot> plots =
        Stream.of(LOSS, CurvePanel.TEST_LOSS, RANK, SPARSITY)
            .map(panel -> plot(panel, results))
            .toList();
    return List.of(
        new Sheet(
            "",
            "Three-layer student on the paper's data by batches of several sizes: losses, NTK rank"
                + " and sparsity of the second layer over the time trained; the dashes are where"
                + " the step size falls.",
            2,
            plots));
  }

  private static Plot plot(CurvePanel panel, Results results) {
    return new Plot.Lines(
        panel.title(),
        Plot.Axis.linear("time, in steps of the full step size"),
        panel.axis(),
        ALL.stream().map(training -> line(training, panel, results)).toList(),
        List.of(new Plot.Mark(ONE.decayStep(), 0)));
  }

  private static Plot.Line line(BatchedTraining training, CurvePanel panel, Results results) {
    Curve curve = results.curve(training.run(0), panel.metric());
    List<Double> time =
        IntStream.range(0, curve.size())
            .mapToObj(i -> (double) curve.step(i) / training.slower())
            .toList();
    List<Double> values = IntStream.range(0, curve.size()).mapToObj(curve::value).toList();
    return Plot.Line.of(training.name(), time, values);
  }
}
