package dev.plateau.collector.reproduce.support;

import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.FigureWords;
import dev.plateau.collector.reproduce.Order;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.ArrayList;
import java.util.List;

/** Fig. 11: norms of irrelevant weights at three step sizes, linear target. */
public final class Support11Figure implements Figure {
  private static final String PICTURE = "authors' picture";
  private static final List<String> RATES = List.of("0.1", "0.2", "0.5");
  private static final long EARLY = 20_000;
  private static final long NOISE_FROM = 150_000;

  @Override
  public FigureWords words() {
    return new FigureWords(
        Paper.SUPPORT,
        "support-11",
        "Fig. 11",
        "The larger the step size, the faster irrelevant weights shrink (linear target)",
        "The norms of Fig. 3 at the step sizes 0.1, 0.2 and 0.5, and the first layer's "
            + "weights with their Gram matrices at the end for the latter two. With the step "
            + "size the rate grows at which SGD shrinks the irrelevant weights, and so does the "
            + "level of noise at which it ends; gradient descent stays where the loss stops "
            + "falling, at each of them.\n\n"
            + "The authors' pictures show one trajectory; here the step sizes 0.2 and 0.5 have "
            + "one too. First weights and data are those of Fig. 3. Which of the paper's "
            + "numbers these pictures have is inferred from the authors' repository.");
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return RATES.stream()
        .map(SupportTask.LINEAR::at)
        .flatMap(task -> task.trajectories(Variant.of(extent), atMostOne(task, extent)).stream())
        .toList();
  }

  /** One trajectory, but for the step size that Fig. 3 has. */
  private static Extent atMostOne(SupportTask task, Extent extent) {
    return task.equals(SupportTask.LINEAR)
        ? extent
        : new Extent(extent.isQuick(), 1, extent.mnist(), extent.features());
  }

  private static IrrelevantNorms norms(String rate, Extent extent) {
    SupportTask task = SupportTask.LINEAR.at(rate);
    return new IrrelevantNorms(task, atMostOne(task, extent));
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    NormExpectations medium = new NormExpectations(norms("0.2", extent));
    NormExpectations large = new NormExpectations(norms("0.5", extent));
    List<Expectation> all = new ArrayList<>();
    all.add(
        new Order(
            "‖W₁ irr‖, SGD-512, after 2·10⁴ steps: η = 0.1 > 0.2 > 0.5",
            "3.24, 2.43, 0.78 (authors' pictures)",
            "the rate grows with the step size",
            results ->
                RATES.stream()
                    .map(rate -> norms(rate, extent).at(results, Variant.SGD_512, EARLY))
                    .toList()));
    String claim = "the paper's claim; exact, while nothing is down to its noise";
    all.add(medium.order(Variant.undecayed(extent), EARLY / 2, claim));
    all.add(
        large.order(
            Variant.undecayed(extent).stream().filter(v -> v != Variant.SGD_1).toList(),
            EARLY / 10,
            claim + ", as SGD-1 is by then"));
    String ours = NormExpectations.OURS;
    all.add(medium.at(Variant.SGD_512, EARLY, 2.43, PICTURE).within(1.5, ours));
    all.add(medium.at(Variant.SGD_32, EARLY / 2, 1.25, PICTURE).within(1.5, ours));
    all.add(large.at(Variant.SGD_512, EARLY, 0.78, PICTURE).within(2, NormExpectations.SHRUNK));
    all.add(large.at(Variant.SGD_32, EARLY / 10, 0.96, PICTURE).within(1.5, ours));
    long end = SupportTask.LINEAR.at("0.5").steps(Variant.GD, extent);
    all.add(
        large.flat(
            end / 2, end, 1, PICTURE, "flat, from 1000 steps on, is less than 1 % of change"));
    if (!extent.isQuick()) {
      addRates(extent, all);
    }
    return all;
  }

  private static void addRates(Extent extent, List<Expectation> all) {
    for (Variant variant : List.of(Variant.SGD_512, Variant.SGD_128, Variant.SGD_32)) {
      all.add(
          new Order(
              "steps until half of ‖W₁ irr‖ is left, %s: η = 0.1 > 0.2 > 0.5"
                  .formatted(variant.label()),
              "falls with the step size",
              "the rate grows with the step size",
              results ->
                  RATES.stream()
                      .map(rate -> norms(rate, extent).halvedAt(results, variant))
                      .toList()));
    }
    all.add(
        new Order(
            "‖W₁ irr‖, SGD-1, median from 1.5·10⁵ steps on: η = 0.5 > 0.2 > 0.1",
            "1.0, 0.3, 0.11 (authors' pictures), noisy",
            "the level of noise grows with the step size",
            results ->
                List.of("0.5", "0.2", "0.1").stream()
                    .map(rate -> norms(rate, extent).settled(results, Variant.SGD_1, NOISE_FROM))
                    .toList()));
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    List<Plot> plots =
        RATES.stream().map(rate -> norms(rate, extent).plot(results, "η = " + rate)).toList();
    return List.of(
        new Sheet(
            "",
            "Norm of the first layer's weights of irrelevant inputs over steps, linear target, at"
                + " three step sizes.",
            plots.size(),
            plots),
        weights("0.2", extent, results),
        weights("0.5", extent, results));
  }

  private static Sheet weights(String rate, Extent extent, Results results) {
    return new LayerPictures(SupportTask.LINEAR.at(rate), extent)
        .weightsAndGrams(results, "weights-" + rate);
  }
}
