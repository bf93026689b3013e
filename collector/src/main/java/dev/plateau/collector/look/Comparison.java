package dev.plateau.collector.look;

import dev.plateau.collector.log.ResolvedRows;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunEntry.LoggedAttempt;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.log.RunRows;
import dev.plateau.protocol.MetricName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.DoubleConsumer;

/**
 * Several runs side by side: their values of one metric at common positions. Each run's rows are
 * read once, from their first to their last; memory does not grow with the runs' lengths.
 *
 * @param alignment which step of each run is position 0
 * @param metric the metric that is compared
 * @param runs the runs, in the order in which they were asked for
 */
public record Comparison(Alignment alignment, MetricName metric, List<ComparedRun> runs) {
  /** Steps of a run that are in the log, from the first to the last. */
  private record Extent(long origin, long firstStep, long lastStep) {}

  /**
   * Reads the runs.
   *
   * @param limit positions at most, ≥ 3
   * @param progress told how far the reading is, from 0 to 1
   * @throws dev.plateau.collector.log.LogUnavailableException if the log cannot be read
   */
  public static Comparison of(
      RunLog log,
      List<RunEntry> runs,
      Alignment alignment,
      MetricName metric,
      int limit,
      DoubleConsumer progress)
      throws IOException {
    long[] positions = positions(runs, alignment, limit);
    List<ComparedRun> compared = new ArrayList<>();
    for (RunEntry run : runs) {
      double before = compared.size();
      compared.add(
          read(
              log,
              run,
              alignment,
              metric,
              positions,
              share -> progress.accept((before + share) / runs.size())));
    }
    return new Comparison(alignment, metric, List.copyOf(compared));
  }

  private static long[] positions(List<RunEntry> runs, Alignment alignment, int limit) {
    List<Extent> extents = runs.stream().flatMap(run -> extent(run, alignment).stream()).toList();
    if (extents.isEmpty()) {
      return new long[0];
    }
    return Positions.of(
        extents.stream().mapToLong(e -> e.firstStep() - e.origin()).min().getAsLong(),
        extents.stream().mapToLong(e -> e.lastStep() - e.origin()).max().getAsLong(),
        limit);
  }

  private static List<Extent> extent(RunEntry run, Alignment alignment) {
    OptionalLong origin = alignment.origin(run);
    if (origin.isEmpty() || run.lastStep() < 0) {
      return List.of();
    }
    long firstStep =
        run.attempts().stream()
            .filter(attempt -> attempt.firstStep() >= 0)
            .filter(attempt -> attempt.firstStep() < attempt.supersededFrom())
            .mapToLong(LoggedAttempt::firstStep)
            .min()
            .orElse(0);
    return List.of(
        new Extent(origin.getAsLong(), Math.min(firstStep, run.lastStep()), run.lastStep()));
  }

  private static ComparedRun read(
      RunLog log,
      RunEntry run,
      Alignment alignment,
      MetricName metric,
      long[] positions,
      DoubleConsumer progress)
      throws IOException {
    OptionalLong origin = alignment.origin(run);
    if (origin.isEmpty()) {
      return new ComparedRun(run, alignment.plateau(run), origin, List.of(), -1, false, 0);
    }
    StretchFold fold = new StretchFold(positions, origin.getAsLong());
    long lastStep = -1;
    try (RunRows rows = ResolvedRows.open(log, run)) {
      MetricRows values = new MetricRows(rows, metric);
      while (values.advance()) {
        if (values.hasValue()) {
          if (values.step() <= lastStep) {
            // Deleted and begun anew: what was before does not count.
            fold = new StretchFold(positions, origin.getAsLong());
          }
          lastStep = values.step();
          fold.add(lastStep, values.value());
        }
        if (values.isTimeToTell()) {
          progress.accept(rows.progress());
        }
      }
      return new ComparedRun(
          run,
          alignment.plateau(run),
          origin,
          fold.stretches(run.lastStep()),
          values.firstStepRead(),
          rows.beginsLate(),
          rows.bytesRead());
    }
  }
}
