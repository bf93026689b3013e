package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.log.Plateau;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Numbers;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The phases of decayed runs, run by run on the paper's data and summed up on others. */
final class PhasesTables {
  private static final String MISSED = "missed";
  private static final String NO_END = "no end to tell";
  private static final String NOT_MEASURED = "–";

  private static final List<String> RUN =
      List.of(
          "run",
          "step size falls",
          "stabilized from",
          "told",
          "until",
          "told",
          "delay",
          "by",
          "loss level",
          "NTK rank",
          "sparsity");

  private static final List<String> SETTING =
      List.of(
          "setting",
          "runs",
          "ends to tell",
          "told",
          "told before the fall",
          "median delay",
          "NTK rank left",
          "sparsity left");

  private PhasesTables() {}

  /** Both. */
  static List<Table> of(Extent extent, Results results) {
    List<List<String>> runs = new ArrayList<>();
    List<List<String>> others = new ArrayList<>();
    for (DecayedSetting setting : DecayedSetting.ALL) {
      setting.reference().forEach(run -> runs.add(row(setting.name(), run, results)));
      if (!setting.others(extent).isEmpty()) {
        others.add(row(setting.name(), ToldEnds.of(setting.others(extent), results)));
      }
    }
    return List.of(
        new Table(
            "On the paper's own data. Steps as the trainer counts them. The delay is from the fall"
                + " of the step size to the step at which the end was told, and as a share of the"
                + " stabilization. An end is missed where the full loss was level until the step"
                + " size fell (its last quarter within ×5 of the one before) and halved at least"
                + " after it, and no end was told; without that there was none to tell.",
            RUN,
            runs),
        new Table(
            "The same on other data: delay as a share of the stabilization; rank and sparsity at"
                + " its end over those at its beginning; medians of the runs whose end was told.",
            SETTING,
            others));
  }

  private static List<String> row(String setting, DecayedRun run, Results results) {
    List<String> row = new ArrayList<>();
    row.add(setting + ", " + run.label());
    row.add(Long.toString(run.decayStep()));
    Optional<StabilizationAccount> found = StabilizationAccount.of(run, results);
    if (found.isPresent()) {
      row.addAll(cells(found.get()));
    } else {
      row.add(run.hasEnd(results) ? MISSED : NO_END);
      row.addAll(Collections.nCopies(RUN.size() - row.size(), ""));
    }
    return row;
  }

  private static List<String> cells(StabilizationAccount account) {
    Plateau plateau = account.plateau();
    return List.of(
        Long.toString(plateau.startStep()),
        Long.toString(plateau.beganAtStep()),
        Long.toString(account.end().onsetStep()),
        Long.toString(account.end().detectedStep()),
        "%d, %s"
            .formatted(
                account.decayed().delay(account.end()), Numbers.readable(account.delayShare())),
        plateau.source(),
        Numbers.readable(account.level()),
        change(account, Measure.NTK_RANK),
        change(account, Measure.SPARSITY));
  }

  private static String change(StabilizationAccount account, Measure measure) {
    return account.has(measure)
        ? Numbers.readable(account.atStart(measure))
            + " → "
            + Numbers.readable(account.atEnd(measure))
        : NOT_MEASURED;
  }

  private static List<String> row(String setting, ToldEnds told) {
    return List.of(
        setting,
        Integer.toString(told.runs()),
        Long.toString(told.due()),
        Long.toString(told.told()),
        Long.toString(told.toldBefore()),
        median(told, StabilizationAccount::delayShare),
        left(told, Measure.NTK_RANK),
        left(told, Measure.SPARSITY));
  }

  private static String left(ToldEnds told, Measure measure) {
    return told.accounts().stream().allMatch(account -> account.has(measure))
        ? median(told, account -> account.left(measure))
        : NOT_MEASURED;
  }

  private static String median(ToldEnds told, ToDoubleFunction<StabilizationAccount> level) {
    return told.accounts().isEmpty() ? NOT_MEASURED : Numbers.readable(told.median(level));
  }
}
