package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Medians;
import dev.plateau.collector.reproduce.Order;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.PublishedLevel;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.ArrayList;
import java.util.List;

/** Fig. 9: where a student's neurons go, beside its teacher's. */
final class NeuronsFigure implements Figure {
  private static final LargeStepTask TASK = LargeStepTask.TEACHER_STUDENT_2;
  private static final Rate CONSTANT = TASK.rate("constant");
  private static final Rate LONGEST = TASK.rate("decay-50");

  /** The authors' digits, in the order of the rates. */
  private static final List<Double> CHANGED = List.of(0.073, 0.377, 0.370, 0.357);

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.LARGE_STEPS,
        "large-steps-9",
        "Fig. 9",
        "At a large step size a student's neurons gather along its teacher's",
        "The student of large-steps-13: weights of its 20 hidden neurons for the two inputs, before"
            + " training and at the end, and those of the teacher's three. At η = 0.13 they stay"
            + " near where they began; at η = 0.455 they move to the teacher's, the more exactly"
            + " the longer it lasts.\n\n"
            + "Alignment is our measure of it: the cosine of the angle between a neuron and the"
            + " teacher's nearest one, on average, weighted by the neuron's length.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return TASK.runs(extent);
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    Observations observed = new Observations(TASK, extent);
    List<Expectation> all = new ArrayList<>();
    all.add(
        new Order(
            "alignment, %s: %s > before training".formatted(observed.seeds(), LONGEST.label()),
            "rises (authors' picture)",
            "neurons gather where the teacher's are",
            results -> List.of(median(results, extent, LONGEST), before(results, extent))));
    all.add(
        new Order(
            "alignment at the end, %s: %s > %s"
                .formatted(observed.seeds(), LONGEST.label(), CONSTANT.label()),
            "rises (authors' picture)",
            "it is the large step size that gathers them",
            results ->
                List.of(median(results, extent, LONGEST), median(results, extent, CONSTANT))));
    all.add(
        new PublishedLevel(
                "alignment at the end, %s, the paper's data".formatted(LONGEST.label()),
                1,
                Observations.PICTURE,
                results -> alignment(results, TASK.reference(LONGEST)))
            .atLeast(0.9, "all but a few short ones lie along the teacher's"));
    for (int i = 0; i < CHANGED.size(); i++) {
      all.add(
          observed.countOnReference(
              CurvePanel.PATTERNS, TASK.rates().get(i), CHANGED.get(i), Observations.CODE));
    }
    return all;
  }

  private static double median(Results results, Extent extent, Rate rate) {
    return Medians.over(TASK.observed(rate, extent), run -> alignment(results, run));
  }

  private static double alignment(Results results, PlannedRun run) {
    return Neurons.last(results, run).alignment(Neurons.teacher(results, run));
  }

  private static double before(Results results, Extent extent) {
    return Medians.over(
        TASK.observed(LONGEST, extent),
        run -> Neurons.first(results, run).alignment(Neurons.teacher(results, run)));
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    return List.of(
        new Sheet(
            "",
            "Weights of the student's neurons for the two inputs on the paper's data, before"
                + " training and at the end, and the teacher's three.",
            2,
            TASK.rates().stream().map(rate -> plot(results, rate)).toList()));
  }

  private static Plot plot(Results results, Rate rate) {
    PlannedRun run = TASK.reference(rate);
    Neurons first = Neurons.first(results, run);
    Neurons last = Neurons.last(results, run);
    Neurons origin = new Neurons(List.of(new Neurons.Point(0, 0)));
    return new Plot.Lines(
        rate.label(),
        Plot.Axis.linear("weight for input 1"),
        Plot.Axis.linear("weight for input 2"),
        List.of(
            segments("teacher", origin, Neurons.teacher(results, run)),
            Plot.Line.dots("before training", first.xs(), first.ys()),
            Plot.Line.dots("at the end", last.xs(), last.ys()),
            segments("way", first, last)));
  }

  /** Lines from points to points, or from one point to all, with a gap behind each. */
  private static Plot.Line segments(String name, Neurons from, Neurons to) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < to.points().size(); i++) {
      Neurons.Point begin = from.points().get(Math.min(i, from.points().size() - 1));
      Neurons.Point end = to.points().get(i);
      x.addAll(List.of(begin.x(), end.x(), end.x()));
      y.addAll(List.of(begin.y(), end.y(), Double.NaN));
    }
    return Plot.Line.of(name, x, y);
  }
}
