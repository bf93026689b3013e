package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Plot;
import dev.plateau.collector.reproduce.Results;
import dev.plateau.collector.reproduce.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Decayed runs on the paper's data, aligned on the end of stabilization. */
final class PhasesPictures {
  /** What is shown of a run after the end, in lengths of its stabilization. */
  private static final double AFTER = 0.8;

  private static final double MOST_SHARE = 1.25;

  private static final String READING =
      "Time is counted from where the collector has the stabilization end, in its lengths: it began"
          + " at −1. Left: training loss over its median while it was stable. Middle and right:"
          + " rank of the tangent features, and feature sparsity or nonzeros of the predictor, over"
          + " what they were when it began.";

  private PhasesPictures() {}

  /** A run in a plot, and its name there. */
  private record Line(String name, StabilizationAccount account) {}

  /** The longest run of each network, and all runs whose end was told. */
  static List<Sheet> of(Results results) {
    List<Line> longest = new ArrayList<>();
    for (DecayedSetting setting : DecayedSetting.OBSERVED) {
      StabilizationAccount.of(setting.longest(), results)
          .ifPresent(account -> longest.add(new Line(setting.name(), account)));
    }
    List<Plot> all = new ArrayList<>();
    for (DecayedSetting setting : DecayedSetting.ALL) {
      List<Line> lines =
          StabilizationAccount.of(setting.reference(), results).stream()
              .map(account -> new Line(account.decayed().label(), account))
              .toList();
      if (!lines.isEmpty()) {
        all.addAll(plots(setting.name() + ": ", lines));
      }
    }
    return Stream.of(
            new Sheet(
                "",
                "The longest run of each network, step size divided at half. " + READING,
                3,
                longest.isEmpty() ? List.of() : plots("", longest)),
            new Sheet("all", "All decayed runs, a row for each setting. " + READING, 3, all))
        .filter(sheet -> !sheet.plots().isEmpty())
        .toList();
  }

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

  /** Of those in which it is measured. */
  private static Plot plot(String title, Plot.Axis axis, List<Line> lines, Measure measure) {
    List<Plot.Line> drawn = new ArrayList<>();
    for (Line line : lines) {
      if (line.account().has(measure)) {
        StabilizationAccount.Aligned aligned = line.account().aligned(measure, AFTER);
        drawn.add(Plot.Line.of(line.name(), aligned.time(), aligned.value()));
      }
    }
    return new Plot.Lines(
        drawn.isEmpty() ? title + ", not measured" : title,
        Plot.Axis.linear("time since the end, in lengths of the stabilization"),
        axis,
        drawn,
        List.of(new Plot.Mark(0, lines.size())));
  }
}
