package dev.plateau.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/**
 * What a step costs on the wire and in the codec: columnar Protobuf batches of 100 steps × 12
 * doubles against the baseline, one JSON object a step, in one run. Prints, asserts nothing.
 */
public final class CodecBenchmark {
  private static final int STEPS = 100;
  private static final int METRICS = 12;
  private static final long NANOS = 2_000_000_000L;
  private static final RunId RUN = new RunId("support-linear-20260304T050607Z-a1b2c3");
  private static final Origin ORIGIN = new Origin.Sequenced(new SessionId(1, 2), 12_345);

  private CodecBenchmark() {}

  /** Runs for about 16 seconds. */
  public static void main(String[] args) {
    StepBatch batch = batch(STEPS);
    Envelope envelope = new Envelope(RUN, ORIGIN, batch);
    byte[] protobuf = MessageCodec.encode(envelope);
    List<StepBatch> singles = new ArrayList<>();
    List<byte[]> json = new ArrayList<>();
    long jsonBytes = 0;
    for (int step = 0; step < STEPS; step++) {
      StepBatch single = batch(1);
      singles.add(single);
      json.add(JsonCodec.encode(RUN, ORIGIN, single));
      jsonBytes += json.get(step).length;
    }
    byte[] key = RUN.value().getBytes(StandardCharsets.UTF_8);
    double encode = nanosPerStep(() -> MessageCodec.encode(envelope).length);
    double decode = nanosPerStep(() -> decodeAll(key, List.of(protobuf)));
    double jsonEncode = nanosPerStep(() -> encodeAll(singles));
    double jsonDecode = nanosPerStep(() -> decodeAll(key, json));
    print("bytes/step", (double) protobuf.length / STEPS, (double) jsonBytes / STEPS);
    print("ns/step encode", encode, jsonEncode);
    print("ns/step decode", decode, jsonDecode);
  }

  private static StepBatch batch(int steps) {
    SplittableRandom random = new SplittableRandom(1);
    StepBatchBuilder builder = new StepBatchBuilder();
    for (int step = 0; step < steps; step++) {
      builder.row(1_000_000L + step, 1_790_000_000_000_000L + 1_234L * step);
      for (int metric = 0; metric < METRICS; metric++) {
        builder.value(builder.column(MetricName.of("metric_" + metric)), random.nextDouble());
      }
    }
    return builder.build(0, "");
  }

  private static int encodeAll(List<StepBatch> batches) {
    int bytes = 0;
    for (StepBatch batch : batches) {
      bytes += JsonCodec.encode(RUN, ORIGIN, batch).length;
    }
    return bytes;
  }

  private static int decodeAll(byte[] key, List<byte[]> values) {
    int valid = 0;
    for (byte[] value : values) {
      valid += MessageCodec.decode(key, value, null, 0) instanceof Decoded.Valid ? 1 : 0;
    }
    return valid;
  }

  /** Mean of the second of two equal spans; the first warms up. */
  private static double nanosPerStep(IntSupplier work) {
    double nanos = 0;
    for (int span = 0; span < 2; span++) {
      long sink = 0;
      long rounds = 0;
      long start = System.nanoTime();
      long taken;
      do {
        sink += work.getAsInt();
        rounds++;
        taken = System.nanoTime() - start;
      } while (taken < NANOS);
      if (sink < 0) {
        throw new AssertionError("keeps the work from being optimised away");
      }
      nanos = (double) taken / rounds / STEPS;
    }
    return nanos;
  }

  private static void print(String what, double columnar, double baseline) {
    System.out.printf(
        Locale.ROOT,
        "%-16s columnar protobuf %8.1f   json per step %8.1f   ratio %.3f%n",
        what,
        columnar,
        baseline,
        columnar / baseline);
  }
}
