package dev.plateau.collector.run;

import dev.plateau.protocol.StepBatchBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What 1,000 runs cost the collector, and how fast they fold: 12 metrics a step, both losses
 * watched, records of 100 steps. Prints ratios against keeping the raw losses of the same steps.
 */
final class StateBenchmark {
  private static final int RUNS = 1000;
  private static final int STEPS = 10_000;
  private static final int BATCH = 100;
  private static final String[] METRICS = {
    "loss",
    "full_loss",
    "learning_rate",
    "batch_size",
    "epoch",
    "gradient_norm",
    "parameter_norm",
    "w1_irrelevant_norm",
    "w1_relevant_norm",
    "ntk_rank",
    "feature_sparsity/1",
    "feature_sparsity/2"
  };

  private StateBenchmark() {}

  public static void main(String[] args) {
    List<FoldedRun> runs = new ArrayList<>();
    long usedBefore = usedBytes();
    RunViews views = new RunViews(RunLife.DEFAULT);
    List<byte[]> stored = new ArrayList<>();
    long nanos = 0;
    Random random = new Random(1);
    for (int r = 0; r < RUNS; r++) {
      FoldedRun run = new FoldedRun("run-" + r);
      Trainer trainer = new Trainer("run-" + r, r + 1);
      run.apply(trainer.started("benchmark", 0));
      for (int from = 0; from < STEPS; from += BATCH) {
        var batch = trainer.next(batch(from, random));
        long start = System.nanoTime();
        run.apply(batch);
        nanos += System.nanoTime() - start;
      }
      stored.add(RunStateCodec.encode(run.state));
      // As live: the view is made of a state that was read from its bytes.
      run.resume();
      views.put(0, run.view());
      if (runs.isEmpty()) {
        runs.add(run);
      }
    }
    long storedBytes = stored.stream().mapToLong(bytes -> bytes.length).sum();
    long heapBytes = usedBytes() - usedBefore;
    double rawBytes = 2.0 * 8 * RUNS * STEPS;
    System.out.printf(
        Locale.ROOT,
        "state of %d runs, as stored: %.2f MB; with their views on the heap: %.2f MB (bar 16 MB);"
            + " ratio to keeping both losses of %d steps: %.4f%n",
        RUNS,
        storedBytes / 1e6,
        heapBytes / 1e6,
        STEPS,
        heapBytes / rawBytes);
    System.out.printf(
        Locale.ROOT,
        "fold: %.0f ns a step of %d metrics, %.2f M steps a second%n",
        (double) nanos / RUNS / STEPS,
        METRICS.length,
        1e3 * RUNS * STEPS / nanos);
    if (views.rows().size() != RUNS || stored.size() != RUNS) {
      throw new AssertionError("something was thrown away while it was measured");
    }
  }

  private static dev.plateau.protocol.StepBatch batch(int from, Random random) {
    StepBatchBuilder rows = new StepBatchBuilder();
    for (int step = from; step < from + BATCH; step++) {
      rows.row(step, Trainer.START_MICROS + 1000L * step);
      for (String metric : METRICS) {
        rows.value(
            rows.column(dev.plateau.protocol.MetricName.parse(metric)),
            0.01 * Math.exp(random.nextGaussian()));
      }
    }
    return rows.build(0, "");
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
