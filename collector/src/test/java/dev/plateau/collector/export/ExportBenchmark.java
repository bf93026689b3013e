package dev.plateau.collector.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.log.MemoryRuns;
import dev.plateau.collector.log.ResolvedRows;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.log.RunRecord;
import dev.plateau.collector.log.RunRecords;
import dev.plateau.collector.log.RunRows;
import dev.plateau.collector.run.RecordPosition;
import dev.plateau.collector.run.Trainer;
import dev.plateau.protocol.Column;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.StepBatch;
import dev.plateau.protocol.StepBatchBuilder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How fast runs are exported, end to end from stored records of 100 steps × 12 metrics to files
 * that are forced to the disk, against decoding and resolving the same records; and what memory the
 * export of a long run takes, in a JVM of its own.
 */
final class ExportBenchmark {
  private static final String RUN = "benchmark";
  private static final int BATCH = 100;
  private static final int STEPS = 1_000_000;
  private static final int LONG_STEPS = 10_000_000;
  private static final int DIFFERENT_BATCHES = 500;
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

  private ExportBenchmark() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target"), "export-benchmark");
    try {
      if (args.length > 0) {
        exportLong(folder);
      } else {
        compare(folder);
        startLong();
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void compare(Path folder) throws IOException {
    GeneratedRun log = new GeneratedRun(STEPS);
    for (int round = 0; round < 2; round++) {
      double baseline = resolve(log);
      if (round == 1) {
        print("decode and resolve only", baseline, baseline);
      }
      for (ExportFormat format : ExportFormat.values()) {
        long start = System.nanoTime();
        ExportResult result = export(log, format, folder.resolve(format.name() + round));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (result.rows() != STEPS || result.metrics() != METRICS.length) {
          throw new AssertionError("not all was exported: " + result);
        }
        if (round == 1) {
          String bar = format == ExportFormat.PARQUET ? " (bar 0.3)" : "";
          print(format.key() + bar + sizes(result), seconds, baseline);
        }
      }
    }
  }

  private static String sizes(ExportResult result) {
    return String.format(
        Locale.ROOT, ", %.0f B a step, %d files", (double) result.bytes() / STEPS, result.parts());
  }

  private static void print(String what, double seconds, double baseline) {
    System.out.printf(
        Locale.ROOT,
        "%-42s %.2f M steps a second, %.2f x the baseline's time%n",
        what,
        STEPS / seconds / 1e6,
        seconds / baseline);
  }

  private static double resolve(GeneratedRun log) throws IOException {
    long start = System.nanoTime();
    double sum = 0;
    try (RunRows rows = ResolvedRows.open(log, log.entry)) {
      while (rows.advance()) {
        for (int i = 0; i < rows.size(); i++) {
          sum += rows.value(i);
        }
      }
    }
    if (Double.isNaN(sum)) {
      throw new AssertionError("values were not read");
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static ExportResult export(GeneratedRun log, ExportFormat format, Path out)
      throws IOException {
    return new Exporter(format, out, ExportWatch.NONE)
        .export(log.entry, run -> ResolvedRows.open(log, run));
  }

  /** The same with ten times the steps, in a JVM with a small heap. */
  private static void startLong() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ExportBenchmark.class.getName(),
                "long")
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new AssertionError("the long run was not exported");
    }
  }

  private static void exportLong(Path folder) throws IOException {
    for (int steps : new int[] {STEPS, LONG_STEPS}) {
      long start = System.nanoTime();
      ExportResult result =
          export(new GeneratedRun(steps), ExportFormat.PARQUET, folder.resolve("of" + steps));
      double seconds = (System.nanoTime() - start) / 1e9;
      if (result.rows() != steps) {
        throw new AssertionError("not all was exported: " + result);
      }
      System.out.printf(
          Locale.ROOT,
          "parquet, %,d steps with -Xmx512m: peak heap %.0f MB, peak RSS %.0f MB, %.2f M steps a"
              + " second%n",
          steps,
          peakHeap() / 1e6,
          peakRss() / 1e6,
          steps / seconds / 1e6);
    }
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(java.lang.management.MemoryUsage::getUsed)
        .sum();
  }

  /** Linux says it; elsewhere 0. */
  private static long peakRss() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }

  /** A run whose records are made as they are read: a few hundred batches, again and again. */
  private static final class GeneratedRun implements RunLog {
    private final RunEntry entry;
    private final int batches;
    private final StepBatch[] different = new StepBatch[DIFFERENT_BATCHES];

    GeneratedRun(int steps) throws IOException {
      batches = steps / BATCH;
      Random random = new Random(1);
      for (int i = 0; i < DIFFERENT_BATCHES; i++) {
        different[i] = batch(0, random);
      }
      Trainer trainer = new Trainer(RUN, 1);
      entry =
          new MemoryRuns()
              .add(trainer.started("benchmark", 0))
              .add(trainer.next(different[0]))
              .add(trainer.finished(RunFinished.Outcome.COMPLETED))
              .find(RUN);
    }

    private static StepBatch batch(long from, Random random) {
      StepBatchBuilder rows = new StepBatchBuilder();
      for (long step = from; step < from + BATCH; step++) {
        rows.row(step, Trainer.START_MICROS + 1000L * step + random.nextInt(300));
        for (String metric : METRICS) {
          rows.value(rows.column(MetricName.parse(metric)), 0.01 * Math.exp(random.nextGaussian()));
        }
      }
      return rows.build(0, "");
    }

    /** The batch of this number: one of the different ones with other last digits. */
    private StepBatch batch(int number) {
      StepBatch template = different[number % DIFFERENT_BATCHES];
      long from = (long) number * BATCH;
      long[] steps = new long[BATCH];
      long[] times = new long[BATCH];
      for (int i = 0; i < BATCH; i++) {
        steps[i] = from + i;
        times[i] = template.timeMicros(i) + 1000L * from;
      }
      List<Column> columns = new ArrayList<>();
      for (Column column : template.columns()) {
        double[] values = new double[BATCH];
        for (int i = 0; i < BATCH; i++) {
          values[i] = column.value(i) * (1 + 1e-9 * number);
        }
        columns.add(Column.dense(column.name(), values));
      }
      return new StepBatch(steps, times, 0, columns, "");
    }

    @Override
    public RunRecords recordsFrom(RunEntry run, long offset) {
      return new Generated();
    }

    private final class Generated implements RunRecords {
      private final Trainer trainer = new Trainer(RUN, 1);
      private final byte[] key = RUN.getBytes(StandardCharsets.UTF_8);
      private int next = -1;
      private long bytes;

      @Override
      public @Nullable RunRecord next() {
        if (next == batches) {
          return null;
        }
        byte[] value =
            MessageCodec.encode(
                next < 0 ? trainer.started("benchmark", 0) : trainer.next(batch(next)));
        next++;
        bytes += value.length;
        return new RunRecord(new RecordPosition(0, next, Trainer.START_MICROS), key, value, null);
      }

      @Override
      public long bytesRead() {
        return bytes;
      }

      @Override
      public double progress() {
        return (double) next / batches;
      }

      @Override
      public boolean beginsLate() {
        return false;
      }

      @Override
      public void close() {}
    }

    @Override
    public String place() {
      return "a generated log";
    }

    @Override
    public List<RunEntry> runs() {
      return List.of(entry);
    }

    @Override
    public RunEntry find(String run) {
      return entry;
    }

    @Override
    public RunRecords allRecords() {
      return new Generated();
    }

    @Override
    public List<JsonNode> events(RunEntry run) {
      return new ArrayList<>();
    }

    @Override
    public Map<String, List<JsonNode>> allEvents() {
      return Map.of();
    }

    @Override
    public void close() {}
  }
}
