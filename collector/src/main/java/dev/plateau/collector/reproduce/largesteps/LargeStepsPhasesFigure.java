package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.log.Plateau;
import dev.plateau.collector.reproduce.Band;
import dev.plateau.collector.reproduce.Expectation;
import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.Figure;
import dev.plateau.collector.reproduce.Numbers;
import dev.plateau.collector.reproduce.Paper;
import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import dev.plateau.collector.reproduce.Table;
import dev.plateau.collector.reproduce.largesteps.StabilizationAccount.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * §4: the phases of every decayed run, as the collector told them while it was trained, and what
 * went on meanwhile.
 */
public final class LargeStepsPhasesFigure implements Figure {
  /** What is shown of a run after the end, in lengths of its stabilization. */
  private static final double AFTER = 0.8;

  private static final double MOST_SHARE = 1.25;

  private static final String READING =
      "Time is counted from where the collector has the stabilization end, in its lengths: it began"
          + " at −1. Left: training loss over its median while it was stable. Middle and right:"
          + " rank of the tangent features, and feature sparsity or nonzeros of the predictor, over"
          + " what they were when it began.";

  /** Where the paper observes that rank and sparsity fall meanwhile. */
  private static final List<LargeStepTask> OBSERVED =
      List.of(
          LargeStepTask.DIAGONAL,
          LargeStepTask.REGRESSION,
          LargeStepTask.TEACHER_STUDENT_2,
          LargeStepTask.TEACHER_STUDENT_3);

  private static final List<LargeStepTask> TASKS =
      Stream.concat(OBSERVED.stream(), Stream.of(LargeStepTask.GRADIENT_DESCENT)).toList();

  private static final List<DecayedRun> ALL =
      TASKS.stream().flatMap(task -> decayed(task).stream()).toList();

  private static final String LEARNING_RATE = "learning_rate";
  private static final String MISSED = "missed";

  @Override
  public String id() {
    return "large-steps-phases";
  }

  @Override
  public Paper paper() {
    return Paper.LARGE_STEPS;
  }

  @Override
  public String place() {
    return "§4";
  }

  @Override
  public String title() {
    return "What goes on while the loss is stable, and when that ends";
  }

  @Override
  public String text() {
    return "Every run whose step size is decayed, as the collector saw it while it was trained:"
        + " where its phase detector has the loss stabilize, where it has that end, how many"
        + " steps after the step size fell it said so, and what happened to the NTK's rank"
        + " and to the features' sparsity in between. Nothing is set for any of the runs."
        + " All on the papers' own data and first weights.\n\n"
        + "The pictures are aligned where the detector has the loss leave its level. The"
        + " loss says nothing before that; rank and sparsity do.";
  }

  @Override
  public List<PlannedRun> runs(Extent extent) {
    return ALL.stream().map(DecayedRun::run).toList();
  }

  @Override
  public List<Expectation> expectations(Extent extent) {
    List<Expectation> expectations = new ArrayList<>(detection(ALL));
    for (LargeStepTask task : OBSERVED) {
      expectations.add(fall("NTK rank", task, Measure.NTK_RANK));
      expectations.add(fall("sparsity", task, Measure.SPARSITY));
    }
    return expectations;
  }

  private static List<Expectation> detection(List<DecayedRun> runs) {
    return List.of(
        new Band(
            "share of the ends of stabilization that were told",
            "0.70 to 0.85 (recall on recorded traces)",
            "as on the traces",
            0.7,
            1,
            results -> (double) accounts(runs, results).size() / runs.size()),
        new Band(
            "median delay from the fall of the step size, as a share of the stabilization",
            "0.047 to 0.066 (recorded traces)",
            "half as much again",
            0,
            0.1,
            results -> median(runs, results, StabilizationAccount::delayShare)),
        new Band(
            "share of these ends whose cause was told to be the step size",
            "141 of 142 (recorded traces)",
            "one in ten may be missed",
            0.9,
            1,
            results -> shareByStepSize(accounts(runs, results))),
        new Band(
            "ends told per run before the step size fell",
            "0.15 (1 − precision on recorded traces)",
            "both losses are watched, and each may err",
            0,
            0.3,
            results ->
                (double) runs.stream().mapToLong(run -> run.endsToldBefore(results)).sum()
                    / runs.size()));
  }

  private static double shareByStepSize(List<StabilizationAccount> accounts) {
    long byStepSize =
        accounts.stream().filter(account -> account.end().cause().equals(LEARNING_RATE)).count();
    return (double) byStepSize / accounts.size();
  }

  private static List<DecayedRun> decayed(LargeStepTask task) {
    return task.decayed().stream().map(rate -> new DecayedRun(task, rate)).toList();
  }

  private static Band fall(String what, LargeStepTask task, Measure measure) {
    return new Band(
        "%s at the end of the stabilization over that at its beginning, %s, median"
            .formatted(what, task.experiment()),
        "falls (O3)",
        "the paper's claim, and more than a unit that comes and goes",
        0,
        0.95,
        results -> median(decayed(task), results, account -> account.left(measure)));
  }

  private static List<StabilizationAccount> accounts(List<DecayedRun> runs, Results results) {
    return runs.stream()
        .flatMap(decayed -> StabilizationAccount.of(decayed, results).stream())
        .toList();
  }

  /** Over the runs whose end was told; NaN: of none. */
  private static double median(
      List<DecayedRun> runs, Results results, ToDoubleFunction<StabilizationAccount> level) {
    double[] levels = accounts(runs, results).stream().mapToDouble(level).sorted().toArray();
    int half = levels.length / 2;
    if (levels.length == 0) {
      return Double.NaN;
    }
    return levels.length % 2 == 1 ? levels[half] : (levels[half - 1] + levels[half]) / 2;
  }

  @Override
  public List<Table> tables(Extent extent, Results results) {
    return List.of(
        new Table(
            "Steps as the trainer counts them. The delay is from the fall of the step size to the"
                + " step at which the end was told, and as a share of the stabilization.",
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
                "sparsity"),
            ALL.stream().map(decayed -> row(decayed, results)).toList()));
  }

  private static List<String> row(DecayedRun decayed, Results results) {
    Optional<StabilizationAccount> found = StabilizationAccount.of(decayed, results);
    String fall = Long.toString(decayed.decayStep());
    if (found.isEmpty()) {
      return List.of(decayed.name(), fall, MISSED, "", "", "", "", "", "", "", "");
    }
    StabilizationAccount account = found.get();
    Plateau plateau = account.plateau();
    return List.of(
        decayed.name(),
        fall,
        Long.toString(plateau.startStep()),
        Long.toString(plateau.beganAtStep()),
        Long.toString(account.end().onsetStep()),
        Long.toString(account.end().detectedStep()),
        "%d, %s".formatted(decayed.delay(account.end()), Numbers.readable(account.delayShare())),
        plateau.source(),
        Numbers.readable(account.level()),
        change(account, Measure.NTK_RANK),
        change(account, Measure.SPARSITY));
  }

  private static String change(StabilizationAccount account, Measure measure) {
    return Numbers.readable(account.atStart(measure))
        + " → "
        + Numbers.readable(account.atEnd(measure));
  }

  @Override
  public List<Sheet> sheets(Extent extent, Results results) {
    List<Line> longest = new ArrayList<>();
    for (LargeStepTask task : OBSERVED) {
      StabilizationAccount.of(new DecayedRun(task, task.rate("decay-50")), results)
          .ifPresent(account -> longest.add(new Line(task.experiment(), account)));
    }
    List<Plot> all = new ArrayList<>();
    for (LargeStepTask task : TASKS) {
      List<Line> lines =
          accounts(decayed(task), results).stream()
              .map(account -> new Line(account.decayed().rate().label(), account))
              .toList();
      if (!lines.isEmpty()) {
        all.addAll(plots(task.experiment() + ": ", lines));
      }
    }
    return Stream.of(
            new Sheet(
                "",
                "The longest run of each network, step size divided at half. " + READING,
                3,
                longest.isEmpty() ? List.of() : plots("", longest)),
            new Sheet("all", "All decayed runs, a row for each network. " + READING, 3, all))
        .filter(sheet -> !sheet.plots().isEmpty())
        .toList();
  }

  /** A run in a plot, and its name there. */
  private record Line(String name, StabilizationAccount account) {}

  private static List<Plot> plots(String whose, List<Line> lines) {
    return List.of(
        plot(
            whose + "training loss",
            Plot.Axis.log("loss / its level").within(1e-4, 1e3),
            lines,
            Measure.FULL_LOSS),
        plot(
            whose + "NTK rank",
            Plot.Axis.linear("rank / first rank").within(0, MOST_SHARE),
            lines,
            Measure.NTK_RANK),
        plot(
            whose + "sparsity",
            Plot.Axis.linear("share / first share").within(0, MOST_SHARE),
            lines,
            Measure.SPARSITY));
  }

  private static Plot plot(String title, Plot.Axis axis, List<Line> lines, Measure measure) {
    List<Plot.Line> drawn = new ArrayList<>();
    for (Line line : lines) {
      StabilizationAccount.Aligned aligned = line.account().aligned(measure, AFTER);
      drawn.add(Plot.Line.of(line.name(), aligned.time(), aligned.value()));
    }
    return new Plot.Lines(
        title,
        Plot.Axis.linear("time since the end, in lengths of the stabilization"),
        axis,
        drawn,
        List.of(new Plot.Mark(0, lines.size())));
  }
}
