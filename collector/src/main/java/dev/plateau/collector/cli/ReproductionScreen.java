package dev.plateau.collector.cli;

import dev.plateau.collector.reproduce.PlannedRun;
import dev.plateau.collector.reproduce.Workload;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code plateau reproduce} shows of its trainers: on a terminal a bar, and a line of each
 * that failed; otherwise a line whenever one has ended.
 */
final class ReproductionScreen implements AutoCloseable {
  private final PrintWriter err;
  private final ProgressBar bar;
  private final int all;
  private int ended;

  /**
   * @param err stderr
   * @param all how many runs are trained
   */
  ReproductionScreen(PrintWriter err, int all) {
    this.err = err;
    this.bar = ProgressBar.of(err);
    this.all = all;
  }

  /** Shows how far the runs are, and which are trained just now. */
  void show(Workload load, Collection<PlannedRun> running) {
    Map<String, Long> experiments =
        running.stream()
            .collect(
                Collectors.groupingBy(PlannedRun::experiment, TreeMap::new, Collectors.counting()));
    String names =
        experiments.entrySet().stream()
            .map(e -> e.getValue() == 1 ? e.getKey() : e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", "));
    bar.show(load.fraction(), "%d/%d runs%s, %s".formatted(ended, all, left(load), names));
  }

  /** Says that a run is over. */
  void ended(String name, Optional<String> failure, Workload load) {
    ended++;
    String end = failure.map(sentence -> "failed: " + sentence).orElse("done");
    if (bar.columns() == 0) {
      err.println("%d of %d runs%s; %s: %s".formatted(ended, all, left(load), name, end));
    } else if (failure.isPresent()) {
      bar.clear();
      Paragraph.print(err, name + ": " + end, bar.columns());
    }
    err.flush();
  }

  /** Says that no more is trained. */
  void stopping() {
    bar.clear();
    err.println("stopping the trainers ...");
    err.flush();
  }

  private String left(Workload load) {
    OptionalDouble left = load.leftSeconds();
    return left.isEmpty() || ended == all ? "" : ", " + RoughTime.of(left.getAsDouble()) + " left";
  }

  @Override
  public void close() {
    bar.close();
  }
}
