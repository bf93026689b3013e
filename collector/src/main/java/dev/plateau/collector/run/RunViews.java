package dev.plateau.collector.run;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The table of all runs that this collector folds: written by the topology, one partition by one
 * thread at a time, read by the exposition and the terminal view from any thread.
 */
public final class RunViews {
  private static final Comparator<RunView> ORDER =
      Comparator.comparing(RunView::experiment).thenComparing(RunView::run);

  private final RunLife life;
  private final Map<Integer, Partition> partitions = new ConcurrentHashMap<>();

  /** An empty table whose ended runs leave /metrics as {@code life} says. */
  public RunViews(RunLife life) {
    this.life = life;
  }

  /** What one partition brings to the table. */
  private static final class Partition {
    final Map<String, RunView> runs = new ConcurrentHashMap<>();

    /** Runs that ended since this collector has the partition. */
    final Set<String> newlyEnded = ConcurrentHashMap.newKeySet();

    volatile Totals totals = Totals.NONE;
    volatile long watermarkMicros;
  }

  private Partition partition(int number) {
    return partitions.computeIfAbsent(number, n -> new Partition());
  }

  /** Puts a run into the table as it was when this collector was given its partition. */
  public void restore(int partition, RunView view) {
    partition(partition).runs.put(view.run(), view);
  }

  /** Puts a run into the table, or its later view in place of its earlier one. */
  public void put(int partition, RunView view) {
    Partition of = partition(partition);
    RunView before = of.runs.put(view.run(), view);
    if (!view.phase().isEnd()) {
      of.newlyEnded.remove(view.run());
    } else if (before == null || !before.phase().isEnd()) {
      of.newlyEnded.add(view.run());
    }
  }

  /** Takes a run out of the table. */
  public void remove(int partition, String run) {
    Partition of = partition(partition);
    of.runs.remove(run);
    of.newlyEnded.remove(run);
  }

  /** Sets the books of a partition. */
  public void setTotals(int partition, Totals totals) {
    partition(partition).totals = totals;
  }

  /** Sets up to when all that was said on a partition is in the table. */
  public void setWatermark(int partition, long watermarkMicros) {
    partition(partition).watermarkMicros = watermarkMicros;
  }

  /** Takes a partition with all its runs out of the table: another collector folds it now. */
  public void drop(int partition) {
    partitions.remove(partition);
  }

  /** Runs of a partition for which {@link RunFold#tick} is due. */
  public List<RunView> due(int partition, long hearingSinceMicros) {
    Partition of = partition(partition);
    return of.runs.values().stream()
        .filter(view -> life.isDue(view, of.watermarkMicros, hearingSinceMicros))
        .toList();
  }

  /** All runs with their watermarks, by experiment and run. */
  public List<Row> rows() {
    return partitions.values().stream()
        .flatMap(RunViews::rows)
        .sorted(Comparator.comparing(Row::view, ORDER))
        .toList();
  }

  private static Stream<Row> rows(Partition of) {
    long watermarkMicros = of.watermarkMicros;
    return of.runs.values().stream()
        .map(view -> new Row(view, watermarkMicros, of.newlyEnded.contains(view.run())));
  }

  /** The runs that belong on /metrics, by experiment and run. */
  public List<Row> exposed() {
    return rows().stream().filter(this::isExposed).toList();
  }

  /** Whether the run of a row belongs on /metrics. */
  public boolean isExposed(Row row) {
    return life.isExposed(row.view(), row.watermarkMicros());
  }

  /** How long runs are kept where. */
  public RunLife life() {
    return life;
  }

  /** Books over all partitions of this collector. */
  public Totals totals() {
    return partitions.values().stream().map(p -> p.totals).reduce(Totals.NONE, Totals::plus);
  }

  /**
   * Up to when all that was said on every partition of this collector is in the table, microseconds
   * since the epoch; empty: no partition has said yet.
   */
  public OptionalLong watermarkMicros() {
    return partitions.values().stream()
        .mapToLong(p -> p.watermarkMicros)
        .filter(watermark -> watermark > 0)
        .min();
  }

  /**
   * A run in the table.
   *
   * @param view the run
   * @param watermarkMicros up to when all that was said on its partition is in the view
   * @param newlyEnded whether it ended since this collector has its partition, be it that the
   *     record which says so is old
   */
  public record Row(RunView view, long watermarkMicros, boolean newlyEnded) {}
}
