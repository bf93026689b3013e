package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Band;
import dev.plateau.collector.reproduce.Curve;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Medians;
import dev.plateau.collector.reproduce.Numbers;
import dev.plateau.collector.reproduce.Order;
import dev.plateau.collector.reproduce.PublishedLevel;
import dev.plateau.collector.reproduce.Results;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What the paper observes on a task, as expectations: (O1) the loss stabilises until the step size
 * falls, (O2) the longer the better the test loss, (O3) rank and sparsity fall meanwhile. Medians
 * over data seeds; beside them the published levels on the paper's own data.
 *
 * @param task whose
 * @param extent how much of it is run
 */
record Observations(LargeStepTask task, Extent extent) {
  /** Where published numbers are from. */
  static final String CODE = "authors' code";

  /** Where numbers are from that are read off a picture. */
  static final String PICTURE = "authors' picture, by eye";

  /** Why levels after the decay have a band of ×3. */
  static final String CHAOTIC =
      "on the edge of stability the last bits of a sum change what a run comes to";

  /** Why levels on other data are asked to be near those on the paper's own. */
  static final String OTHER_DATA = "data, first weights and order of samples are others";

  private static final double CHAOS = 3;
  private static final double COUNTS = 1.4;

  /** What a loss comes to on the paper's own data, held against the published one. */
  Expectation lossOnReference(CurvePanel panel, Rate rate, double published) {
    return onReference(panel, rate, published, CODE).times(CHAOS, CHAOTIC);
  }

  /** The same of a rank, a count or a share. */
  Expectation countOnReference(CurvePanel panel, Rate rate, double published, String source) {
    return onReference(panel, rate, published, source)
        .times(COUNTS, CHAOTIC + ", ranks less than losses");
  }

  /** A metric's last value on the paper's own data. */
  PublishedLevel onReference(CurvePanel panel, Rate rate, double published, String source) {
    return new PublishedLevel(
        "%s at the end, %s, the paper's data".formatted(panel.title(), rate.label()),
        published,
        source,
        results -> results.curve(task.reference(rate), panel.metric()).last());
  }

  /** The median over seeds of what a loss comes to, held against the published one. */
  Expectation lossOnSeeds(CurvePanel panel, Rate rate, double published) {
    return new PublishedLevel(
            "%s at the end, %s, %s".formatted(panel.title(), rate.label(), seeds()),
            published,
            CODE,
            last(panel, rate))
        .times(CHAOS, OTHER_DATA);
  }

  /** O1: the loss neither falls nor rises on the plateau. */
  Expectation staysLevel(Rate rate, double factor, String why) {
    StableStretch plateau = StableStretch.of(task, rate);
    return new Band(
        "O1: train loss, %s, median of the plateau's later half over its earlier one, %s"
            .formatted(rate.label(), seeds()),
        "stays (the paper's claim)",
        why,
        1 / factor,
        factor,
        median(CurvePanel.TRAIN_LOSS, rate, plateau::drift));
  }

  /** O1: the loss stays in a band. */
  Expectation staysNearby(Rate rate) {
    StableStretch plateau = StableStretch.of(task, rate);
    return new Band(
        "O1: share of train losses on the plateau within ×10 of their median, %s, %s"
            .formatted(rate.label(), seeds()),
        "oscillates around a level (the paper's claim)",
        "in the authors' code 0.75 to 1, by data",
        0.8,
        1,
        median(CurvePanel.TRAIN_LOSS, rate, plateau::shareNearby));
  }

  /** O1: the large step size holds the loss above where a small one has brought it by then. */
  Expectation staysAbove(Rate large, Rate small) {
    StableStretch plateau = StableStretch.of(task, large);
    return new Order(
        "O1: train loss on the plateau of %s, %s: %s > %s"
            .formatted(large.label(), seeds(), large.label(), small.label()),
        "above",
        "what holds it up is the step size",
        results ->
            List.of(
                median(CurvePanel.TRAIN_LOSS, large, plateau::level).applyAsDouble(results),
                median(CurvePanel.TRAIN_LOSS, small, plateau::level).applyAsDouble(results)));
  }

  /** O1: the plateau ends when the step size falls. */
  Expectation fallsAfter(Rate rate, double least) {
    StableStretch plateau = StableStretch.of(task, rate);
    return new Band(
        "O1: train loss, %s, median of the plateau over that of the last tenth, %s"
            .formatted(rate.label(), seeds()),
        "falls (the paper's claim)",
        "at least %s: well beyond what it drifts on the plateau".formatted(Numbers.readable(least)),
        least,
        Double.POSITIVE_INFINITY,
        median(CurvePanel.TRAIN_LOSS, rate, plateau::fall));
  }

  /** O2: the longer the step size is large, the lower the test loss. */
  Expectation longerIsBetter() {
    return endsInOrder("O2", CurvePanel.TEST_LOSS, task.rates());
  }

  /** O3: what a metric ends with falls with the length of the plateau. */
  Expectation longerIsSparser(CurvePanel panel, List<Rate> rates) {
    return endsInOrder("O3", panel, rates);
  }

  /** A metric's last values fall in the order of rates. */
  Expectation endsInOrder(String mark, CurvePanel panel, List<Rate> rates) {
    return new Order(
        "%s: %s at the end, %s: %s"
            .formatted(
                mark,
                panel.title(),
                seeds(),
                rates.stream().map(Rate::legend).collect(Collectors.joining(" > "))),
        "falls",
        "the paper's claim: the longer the loss is stable, the more of the features is gone",
        results -> rates.stream().map(rate -> last(panel, rate).applyAsDouble(results)).toList());
  }

  /**
   * O3: a metric falls from the first step to the decay, by at least half of what it does in the
   * authors' picture.
   *
   * @param before there at the first step
   * @param after there at the decay
   */
  Expectation shrinks(CurvePanel panel, Rate rate, double before, double after) {
    long decay = task.decayStep(rate);
    return shrinks(
        panel, rate, "the first one", after / before, curve -> curve.at(decay) / curve.first());
  }

  /** O3, as {@link #shrinks}, of a number that is said to be a whole one at most. */
  Expectation shrinksFrom(CurvePanel panel, Rate rate, double whole, double after) {
    long decay = task.decayStep(rate);
    return shrinks(
        panel,
        rate,
        "all " + Numbers.readable(whole),
        after / whole,
        curve -> curve.at(decay) / whole);
  }

  private Expectation shrinks(
      CurvePanel panel, Rate rate, String from, double published, ToDoubleFunction<Curve> share) {
    return new PublishedLevel(
            "O3: %s at the decay over %s, %s, %s"
                .formatted(panel.title(), from, rate.label(), seeds()),
            published,
            PICTURE,
            median(panel, rate, share))
        .atMost(inHundredths((1 + published) / 2), "half of that fall at least");
  }

  /** The median over seeds of a level of a metric's curve. */
  ToDoubleFunction<Results> median(CurvePanel panel, Rate rate, ToDoubleFunction<Curve> level) {
    return results ->
        Medians.over(
            task.observed(rate, extent),
            run -> level.applyAsDouble(results.curve(run, panel.metric())));
  }

  /** The median over seeds of a metric's last value. */
  ToDoubleFunction<Results> last(CurvePanel panel, Rate rate) {
    return median(panel, rate, Curve::last);
  }

  /** The seeds, for tables. */
  String seeds() {
    return DataSeeds.words(task.seeds(extent));
  }

  private static double inHundredths(double value) {
    return Math.rint(100 * value) / 100;
  }
}
