package dev.plateau.collector.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunRecord;
import dev.plateau.collector.run.Folded;
import dev.plateau.collector.run.RecordPosition;
import dev.plateau.collector.run.RunFold;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunState;
import dev.plateau.collector.run.RunView;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.SessionId;
import dev.plateau.protocol.StepBatchBuilder;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What verifying costs: steps a CPU-second of the whole process, 12 metrics a step, both losses
 * watched, records of 100 steps, beside decoding the same records only; and a run of 10 million
 * steps, made while it is read, in a JVM of 512 MB. Run it by its main method.
 */
final class VerifyBenchmark {
  private static final int STEPS_A_RECORD = 100;
  private static final int RECORDS = 10_000;
  private static final int ROUNDS = 5;
  private static final int LONG_RUN_RECORDS = 100_000;
  private static final RunId RUN = new RunId("benchmark");
  private static final SessionId SESSION = new SessionId(1, 2);
  private static final long START_MICROS = 1_700_000_000_000_000L;
  private static final RunVerifier.Settings SETTINGS =
      new RunVerifier.Settings(Duration.ofHours(24), 2 * START_MICROS);
  private static final List<MetricName> METRICS =
      List.of(
          new MetricName("loss", ""),
          new MetricName("full_loss", ""),
          new MetricName("learning_rate", ""),
          new MetricName("batch_size", ""),
          new MetricName("epoch", ""),
          new MetricName("gradient_norm", ""),
          new MetricName("parameter_norm", ""),
          new MetricName("w1_irrelevant_norm", ""),
          new MetricName("w1_relevant_norm", ""),
          new MetricName("ntk_rank", ""),
          new MetricName("feature_sparsity", "1"),
          new MetricName("feature_sparsity", "2"));

  private VerifyBenchmark() {}

  /** Without arguments all; with one, only the long run. */
  public static void main(String[] args) throws Exception {
    if (args.length > 0) {
      longRun();
      return;
    }
    List<RunRecord> records = new ArrayList<>();
    produce(RECORDS, records::add);
    double[] decoding = new double[ROUNDS];
    double[] verifying = new double[ROUNDS];
    Recording recording = new Recording();
    records.forEach(recording::fold);
    for (int round = -2; round < ROUNDS; round++) {
      decoding[Math.max(0, round)] = cpuSeconds(() -> decode(records));
      verifying[Math.max(0, round)] = cpuSeconds(() -> verify(recording, records::forEach));
    }
    double steps = (double) RECORDS * STEPS_A_RECORD;
    double decode = median(decoding);
    double verify = median(verifying);
    System.out.printf(
        Locale.ROOT,
        "verify: %.2f M steps a CPU-second of %d metrics (bar 1.00), decoding alone %.2f M,"
            + " ratio %.2f%n",
        steps / verify / 1e6,
        METRICS.size(),
        steps / decode / 1e6,
        decode / verify);
    inSmallJvm();
  }

  private static void decode(List<RunRecord> records) {
    for (RunRecord record : records) {
      if (!(record.decode() instanceof Decoded.Valid)) {
        throw new AssertionError("what was just made must be readable");
      }
    }
  }

  private interface Records {
    void forEach(Consumer<RunRecord> sink);
  }

  private static void verify(Recording recording, Records records) {
    RunVerifier verifier = new RunVerifier(RUN, recording.entry(), recording.events, SETTINGS);
    records.forEach(verifier::next);
    Verification found = verifier.finish();
    if (!found.isIdentical() || !found.isComplete() || found.events() < 3) {
      throw new AssertionError("must be identical: " + found);
    }
  }

  /** What a collector would have recorded. */
  private static final class Recording {
    private final RunFold fold = new RunFold(RunLife.DEFAULT);
    private final RunState state = RunState.unseen(RUN);
    private final List<JsonNode> events = new ArrayList<>();

    void fold(RunRecord record) {
      Folded folded = fold.apply(state, ((Decoded.Valid) record.decode()).envelope(), record.at());
      folded.events().forEach(event -> events.add(WrittenJson.of(event)));
    }

    RunEntry entry() {
      return new RunEntry(WrittenJson.of(RunView.of(state), 0));
    }
  }

  /** A loss that falls to a level, bounces about it, and falls again when the rate does. */
  private static void produce(int records, Consumer<RunRecord> sink) {
    Random random = new Random(1);
    for (int i = 0; i < records; i++) {
      StepBatchBuilder rows = new StepBatchBuilder();
      for (int row = 0; row < STEPS_A_RECORD; row++) {
        long step = (long) i * STEPS_A_RECORD + row;
        boolean decayed = 2L * i > records;
        rows.row(step, START_MICROS + 1000 * step);
        double level = decayed ? -3 : -Math.min(1, 20.0 * i / records);
        for (MetricName metric : METRICS) {
          double value =
              metric.metric().equals("learning_rate")
                  ? (decayed ? 0.03 : 0.1)
                  : Math.pow(10, level + 0.2 * random.nextGaussian());
          rows.value(rows.column(metric), value);
        }
      }
      sink.accept(record(i, new Envelope(RUN, at(i), rows.build(0, "benchmark"))));
    }
    RunFinished finished = new RunFinished(RunFinished.Outcome.COMPLETED, "", 1, 0);
    sink.accept(record(records, new Envelope(RUN, at(records), finished)));
  }

  private static Origin at(long sequence) {
    return new Origin.Sequenced(SESSION, sequence);
  }

  private static RunRecord record(long offset, Envelope envelope) {
    return new RunRecord(
        new RecordPosition(0, offset, START_MICROS + 100_000 * offset),
        RUN.value().getBytes(StandardCharsets.UTF_8),
        MessageCodec.encode(envelope),
        null);
  }

  private static void inSmallJvm() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                VerifyBenchmark.class.getName(),
                "long")
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new AssertionError("the long run did not end well");
    }
  }

  private static void longRun() {
    Recording recording = new Recording();
    produce(LONG_RUN_RECORDS, recording::fold);
    verify(recording, sink -> produce(LONG_RUN_RECORDS, sink));
    System.gc();
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().contains("Tenured"))
            .mapToLong(VerifyBenchmark::peakBytes)
            .sum();
    double raw = (double) LONG_RUN_RECORDS * STEPS_A_RECORD * METRICS.size() * Double.BYTES;
    System.out.printf(
        Locale.ROOT,
        "a run of %,d steps in -Xmx512m: identical; the old generation never held more than"
            + " %.1f MB, ratio to the run's values as doubles %.4f%n",
        (long) LONG_RUN_RECORDS * STEPS_A_RECORD,
        heap / 1e6,
        heap / raw);
  }

  private static long peakBytes(MemoryPoolMXBean pool) {
    return pool.getPeakUsage().getUsed();
  }

  private static double cpuSeconds(Runnable work) {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = system.getProcessCpuTime();
    work.run();
    return (system.getProcessCpuTime() - before) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
