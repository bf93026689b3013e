package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Band;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What is expected of the collector's phases, and of rank and sparsity between them. */
final class PhasesExpectations {
  private PhasesExpectations() {}

  /** All of them. */
  static List<Expectation> of(Extent extent) {
    List<Expectation> all = new ArrayList<>(detection(extent));
    for (DecayedSetting setting : DecayedSetting.OBSERVED) {
      for (Measure measure : List.of(Measure.NTK_RANK, Measure.SPARSITY)) {
        all.add(fall(measure, setting.name(), "the paper's data", setting.reference()));
        all.add(fall(measure, setting.name(), "other data", setting.others(extent)));
      }
    }
    return all;
  }

  private static List<Expectation> detection(Extent extent) {
    List<DecayedRun> runs =
        DecayedSetting.ALL.stream().flatMap(setting -> setting.runs(extent).stream()).toList();
    return List.of(
        band(
            "share of the ends of stabilization that were told, where the full loss has one",
            "0.70 to 0.85 (recall on recorded traces)",
            "as on the traces",
            0.7,
            1,
            runs,
            ToldEnds::recall),
        band(
            "median delay from the fall of the step size, as a share of the stabilization",
            "0.047 to 0.066 (recorded traces)",
            "half as much again",
            0,
            0.1,
            runs,
            told -> told.median(StabilizationAccount::delayShare)),
        band(
            "share of these ends whose cause was told to be the step size",
            "141 of 142 (recorded traces)",
            "one in ten may be missed",
            0.9,
            1,
            runs,
            ToldEnds::shareByStepSize),
        band(
            "ends told per run before the step size fell",
            "0.15 (1 − precision on recorded traces)",
            "both losses are watched, and each may err",
            0,
            0.3,
            runs,
            ToldEnds::toldBeforePerRun));
  }

  private static Expectation fall(
      Measure measure, String name, String data, List<DecayedRun> runs) {
    return band(
        "%s at the end of the stabilization over that at its beginning, %s, %s, median"
            .formatted(measure == Measure.NTK_RANK ? "NTK rank" : "sparsity", name, data),
        "falls (O3)",
        "the paper's claim, and more than a unit that comes and goes",
        0,
        0.95,
        runs,
        told -> told.median(account -> account.left(measure)));
  }

  private static Band band(
      String what,
      String published,
      String reason,
      double least,
      double most,
      List<DecayedRun> runs,
      ToDoubleFunction<ToldEnds> level) {
    return new Band(
        what,
        published,
        reason,
        least,
        most,
        results -> level.applyAsDouble(ToldEnds.of(runs, results)));
  }
}
