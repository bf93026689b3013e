package dev.plateau.publisher;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Prints what publishing costs the training thread a step, at 12 metrics, without a broker: frames
 * go into a sink that takes all. Each figure also as a ratio to a baseline of the same run: a map
 * of the same values a step, offered to an {@link ArrayBlockingQueue} whose consumer writes JSON,
 * which is what a logger of usual making does.
 *
 * <p>A cost includes the two readings of the clock that measure it; the row {@code nothing} shows
 * them alone. Whatever interrupts the thread meanwhile counts, so the figures of a busy machine are
 * upper bounds.
 */
final class PublishBenchmark {
  private static final int METRICS = 12;
  private static final int WARM_UP_STEPS = 300_000;
  private static final long RING_BYTES = 8 << 20;

  /** Keeps the busy loop from being optimised away. */
  private static volatile double work;

  private PublishBenchmark() {}

  public static void main(String[] arguments) {
    int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    System.out.printf(
        "%d metrics a step; Java %s; %d processors%n",
        METRICS, System.getProperty("java.version"), Runtime.getRuntime().availableProcessors());
    for (long busyNanos : new long[] {1_000_000, 20_000, 0}) {
      int counted = busyNanos == 0 ? steps : (int) Math.min(steps, 10_000_000_000L / busyNanos);
      System.out.printf(
          "%n%s, %,d steps%n",
          busyNanos == 0 ? "flat out" : "a step of " + busyNanos / 1000 + " us", counted);
      System.out.printf(
          "%-22s %10s %10s %12s %14s %10s%n",
          "", "median ns", "p99 ns", "max ns", "median ratio", "drops");
      Result baseline = run(new QueueOfMaps(), busyNanos, counted);
      print("queue of maps", baseline, baseline);
      print("publisher", run(new Published(), busyNanos, counted), baseline);
      print("publisher, disabled", run(new Disabled(), busyNanos, counted), baseline);
      print("nothing", run(new Nothing(), busyNanos, counted), baseline);
    }
  }

  private static void print(String name, Result result, Result baseline) {
    System.out.printf(
        Locale.ROOT,
        "%-22s %,10d %,10d %,12d %14.3f %,10d%n",
        name,
        result.median(),
        result.p99(),
        result.max(),
        (double) result.median() / baseline.median(),
        result.drops());
  }

  private static Result run(Subject subject, long busyNanos, int steps) {
    try (subject) {
      measure(subject, Math.min(busyNanos, 2_000), Math.min(WARM_UP_STEPS, 10 * steps));
      long dropsBefore = subject.drops();
      long[] costs = measure(subject, busyNanos, steps);
      Arrays.sort(costs);
      return new Result(
          costs[steps / 2],
          costs[(int) (0.99 * steps)],
          costs[steps - 1],
          subject.drops() - dropsBefore);
    }
  }

  private static long[] measure(Subject subject, long busyNanos, int steps) {
    long[] costs = new long[steps];
    double[] values = new double[METRICS];
    for (int step = 0; step < steps; step++) {
      train(busyNanos, values);
      long begun = System.nanoTime();
      subject.step(step, values);
      costs[step] = System.nanoTime() - begun;
    }
    return costs;
  }

  private static void train(long busyNanos, double[] values) {
    long begun = System.nanoTime();
    double x = work;
    do {
      for (int i = 0; i < METRICS; i++) {
        x = 0.5 * x + i;
        values[i] = x;
      }
    } while (System.nanoTime() - begun < busyNanos);
    work = x;
  }

  private record Result(long median, long p99, long max, long drops) {}

  /** What takes the values of a step from the training thread. */
  private interface Subject extends AutoCloseable {
    void step(long step, double[] values);

    default long drops() {
      return 0;
    }

    @Override
    default void close() {}
  }

  private static final class Nothing implements Subject {
    @Override
    public void step(long step, double[] values) {}
  }

  private static class Published implements Subject {
    private final RunPublisher publisher;
    private final MetricSlot[] slots = new MetricSlot[METRICS];

    Published() {
      this(PublisherMode.ONLINE);
    }

    Published(PublisherMode mode) {
      PublisherSettings settings =
          PublisherSettings.builder()
              .runId(new RunId("benchmark"))
              .ringBytes(RING_BYTES)
              .mode(mode)
              .build();
      RunDescription run = RunDescription.of("benchmark");
      publisher =
          mode == PublisherMode.DISABLED
              ? RunPublisher.start(settings, run)
              : RunPublisher.start(settings, run, DrainingSink::new);
      for (int i = 0; i < METRICS; i++) {
        slots[i] = publisher.slot(MetricName.of("metric_" + i));
      }
    }

    @Override
    public void step(long step, double[] values) {
      publisher.step(step);
      for (int i = 0; i < METRICS; i++) {
        publisher.put(slots[i], values[i]);
      }
      publisher.commit();
    }

    @Override
    public long drops() {
      return publisher.droppedSteps();
    }

    @Override
    public void close() {
      publisher.close();
    }
  }

  private static final class Disabled extends Published {
    Disabled() {
      super(PublisherMode.DISABLED);
    }
  }

  private static final class DrainingSink implements FrameSink {
    @Override
    public void deliver(List<Frame> frames, LongConsumer acknowledged) {
      acknowledged.accept(frames.get(frames.size() - 1).sequence());
    }

    @Override
    public void close() {}
  }

  /** The baseline. As many rows fit into its queue as into the publisher's ring. */
  private static final class QueueOfMaps implements Subject {
    private final BlockingQueue<Map<String, Double>> queue =
        new ArrayBlockingQueue<>((int) RING_BYTES / (8 * (3 + 2 * METRICS)));
    private final AtomicLong drops = new AtomicLong();
    private final Thread consumer = new Thread(this::consume, "baseline-consumer");
    private volatile long written;

    QueueOfMaps() {
      consumer.setDaemon(true);
      consumer.start();
    }

    @Override
    public void step(long step, double[] values) {
      Map<String, Double> row = new HashMap<>();
      row.put("step", (double) step);
      row.put("time", (double) System.currentTimeMillis());
      for (int i = 0; i < METRICS; i++) {
        row.put("metric_" + i, values[i]);
      }
      if (!queue.offer(row)) {
        drops.incrementAndGet();
      }
    }

    private void consume() {
      try {
        long bytes = 0;
        while (true) {
          StringBuilder json = new StringBuilder("{");
          queue
              .take()
              .forEach((name, value) -> json.append('"').append(name).append("\":").append(value));
          bytes += json.append('}').toString().getBytes(StandardCharsets.UTF_8).length;
          written = bytes;
        }
      } catch (InterruptedException e) {
        // Closed.
      }
    }

    @Override
    public long drops() {
      return drops.get();
    }

    @Override
    public void close() {
      consumer.interrupt();
      if (written == 0) {
        throw new AssertionError("the baseline wrote nothing");
      }
    }
  }
}
