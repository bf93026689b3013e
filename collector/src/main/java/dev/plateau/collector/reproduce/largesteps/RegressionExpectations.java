package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Band;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Order;
import dev.plateau.collector.reproduce.PlannedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is expected of the network on 12 points, by how far its learning rate is warmed up. */
enum RegressionExpectations {
  /** As far as it still fits; on several first weights. */
  FITS {
    @Override
    List<PlannedRun> runs(LargeStepTask task, Extent extent) {
      return task.runs(extent);
    }

    @Override
    List<Expectation> of(Observations observed) {
      return fits(observed);
    }
  },

  /** Further, on the paper's own first weights. */
  OVER_REGULARISED {
    @Override
    List<PlannedRun> runs(LargeStepTask task, Extent extent) {
      PlannedRun fitting = LargeStepTask.REGRESSION.reference(longest(LargeStepTask.REGRESSION));
      return Stream.concat(task.references().stream(), Stream.of(fitting)).toList();
    }

    @Override
    List<Expectation> of(Observations observed) {
      return overRegularised(observed);
    }
  };

  /** What is trained for it. */
  abstract List<PlannedRun> runs(LargeStepTask task, Extent extent);

  /** What is expected. */
  abstract List<Expectation> of(Observations observed);

  private static Rate shortest(LargeStepTask task) {
    return task.rate("decay-2");
  }

  private static Rate longest(LargeStepTask task) {
    return task.rate("decay-50");
  }

  private static List<Expectation> fits(Observations observed) {
    LargeStepTask task = observed.task();
    Rate shortest = shortest(task);
    Rate longest = longest(task);
    List<Expectation> all = new ArrayList<>();
    all.add(
        observed.staysLevel(
            longest,
            5,
            "the step size still grows; in the authors' code 1 to 4.5 by first weights"));
    all.add(observed.staysNearby(longest));
    all.add(observed.staysAbove(longest, shortest));
    all.add(observed.fallsAfter(longest, 10));
    all.add(observed.shrinks(CurvePanel.RANK, longest, 100, 35));
    all.add(observed.shrinks(CurvePanel.SPARSITY, longest, 0.27, 0.08));
    all.add(observed.longerIsSparser(CurvePanel.RANK, task.rates()));
    all.add(observed.longerIsSparser(CurvePanel.SPARSITY, task.rates()));
    all.add(observed.lossOnReference(CurvePanel.TRAIN_LOSS, shortest, 2.1e-4));
    all.add(observed.lossOnReference(CurvePanel.TRAIN_LOSS, longest, 1.7e-4));
    all.addAll(counts(observed, List.of(85.0, 19.0), List.of(0.22, 0.064), List.of(0.041, 0.254)));
    return all;
  }

  private static List<Expectation> overRegularised(Observations observed) {
    LargeStepTask task = observed.task();
    Rate longest = longest(task);
    PlannedRun fitting = LargeStepTask.REGRESSION.reference(longest(LargeStepTask.REGRESSION));
    List<Expectation> all = new ArrayList<>();
    all.add(observed.lossOnReference(CurvePanel.TRAIN_LOSS, shortest(task), 1.6e-4));
    all.add(observed.lossOnReference(CurvePanel.TRAIN_LOSS, longest, 0.27));
    all.add(
        new Band(
            "train loss at the end over its median on the plateau, decay at 50 %, the paper's data",
            "0.6 (authors' code): it hardly falls",
            "at least 0.1: with F = 400·s the authors' falls to 0.001 of it",
            0.1,
            Double.POSITIVE_INFINITY,
            results ->
                1
                    / StableStretch.of(task, longest)
                        .fall(
                            results.curve(
                                task.reference(longest), CurvePanel.TRAIN_LOSS.metric()))));
    for (CurvePanel panel : List.of(CurvePanel.RANK, CurvePanel.SPARSITY)) {
      all.add(
          new Order(
              panel.title() + " at the end, decay at 50 %, the paper's data: F = 400·s > F = 500·s",
              "falls (authors' pictures)",
              "a larger step size takes more of the features",
              results ->
                  Stream.of(fitting, task.reference(longest))
                      .map(run -> results.curve(run, panel.metric()).last())
                      .toList()));
    }
    all.addAll(counts(observed, List.of(85.0, 16.0), List.of(0.22, 0.03), List.of(0.041, 0.304)));
    return all;
  }

  /** On the paper's own first weights, in the order of the rates. */
  private static List<Expectation> counts(
      Observations observed, List<Double> ranks, List<Double> sparsities, List<Double> patterns) {
    List<Expectation> all = new ArrayList<>();
    for (int i = 0; i < ranks.size(); i++) {
      Rate rate = observed.task().rates().get(i);
      all.add(observed.countOnReference(CurvePanel.RANK, rate, ranks.get(i), Observations.PICTURE));
      all.add(
          observed.countOnReference(
              CurvePanel.SPARSITY, rate, sparsities.get(i), Observations.PICTURE));
      all.add(
          observed.countOnReference(CurvePanel.PATTERNS, rate, patterns.get(i), Observations.CODE));
    }
    return all;
  }
}
