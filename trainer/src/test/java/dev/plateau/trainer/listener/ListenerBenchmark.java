package dev.plateau.trainer.listener;

import dev.plateau.protocol.RunId;
import dev.plateau.publisher.PublisherMode;
import dev.plateau.publisher.PublisherSettings;
import dev.plateau.publisher.RunDescription;
import dev.plateau.publisher.RunPublisher;
import dev.plateau.trainer.experiment.SupportLinearTraining;
import dev.plateau.trainer.network.ShapeCache;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;

/**
 * Prints what being watched adds to a training: {@code support-linear} at batch size 32, steps by
 * hand that call listeners as {@code fit} does, against the same training with no listener, seed by
 * seed in pairs that take turns to go first. Watched are: the experiment's own probes, published to
 * a broker in another process of this machine; the same with publishing disabled; DL4J's
 * StatsListener with its storage in memory.
 *
 * <p>Times are from before the first step to after the last, the listener's close with it; a run is
 * started and ended outside of them. Wall time has in it what the publisher's thread and the broker
 * take of the processors, and what else runs on the machine; the training thread's CPU time has
 * neither. Wants the collector packaged; run with {@code OMP_NUM_THREADS=1}.
 */
public final class ListenerBenchmark {
  private static final int WARM_UP_STEPS = 10_000;

  private ListenerBenchmark() {}

  /** Prints the table; an argument is the number of steps of each run, 50,000 without. */
  public static void main(String[] arguments) throws IOException {
    int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
    ShapeCache.install(); // as the command does
    try (BrokerProcess broker = BrokerProcess.start()) {
      System.out.printf(
          "support-linear, batch %d, OMP_NUM_THREADS=%s; baseline: no listener%n",
          SupportLinearTraining.BATCH_SIZE,
          System.getenv().getOrDefault("OMP_NUM_THREADS", "unset"));
      System.out.printf(
          "%-36s %7s %6s %12s %17s %11s %14s%n",
          "", "steps", "pairs", "wall, median", "of all pairs", "CPU, median", "us/step alone");
      report("default probes, to a broker", published(broker.servers()), steps, 9);
      report("default probes, disabled", published(""), steps, 5);
      report("DL4J's StatsListener, every step", stats(1), steps / 5, 3);
      report("DL4J's StatsListener, every 10th", stats(10), steps / 5, 3);
    }
  }

  private static void report(String name, Watcher watcher, int steps, int pairs) {
    run(ListenerBenchmark::unwatched, WARM_UP_STEPS, 0);
    run(watcher, Math.min(WARM_UP_STEPS, steps), 0);
    List<Pair> measured = new ArrayList<>();
    for (int seed = 1; seed <= pairs; seed++) {
      boolean watchedFirst = seed % 2 == 0;
      Cost first = run(watchedFirst ? watcher : ListenerBenchmark::unwatched, steps, seed);
      Cost second = run(watchedFirst ? ListenerBenchmark::unwatched : watcher, steps, seed);
      measured.add(watchedFirst ? new Pair(second, first) : new Pair(first, second));
    }
    double[] wall = sorted(measured, pair -> (double) pair.watched.wall / pair.alone.wall);
    System.out.printf(
        Locale.ROOT,
        "%-36s %,7d %6d %12.4f %8.4f-%8.4f %11.4f %14.1f%n",
        name,
        steps,
        pairs,
        wall[pairs / 2],
        wall[0],
        wall[pairs - 1],
        sorted(measured, pair -> (double) pair.watched.cpu / pair.alone.cpu)[pairs / 2],
        sorted(measured, pair -> pair.alone.wall / 1e3 / steps)[pairs / 2]);
  }

  private static double[] sorted(List<Pair> pairs, ToDoubleFunction<Pair> value) {
    double[] values = pairs.stream().mapToDouble(value).toArray();
    Arrays.sort(values);
    return values;
  }

  private static Cost run(Watcher watcher, int steps, int seed) {
    SupportLinearTraining training = new SupportLinearTraining(seed);
    Watching watching = watcher.attach(training, steps);
    System.gc(); // what the run before left is not this one's
    long wall = System.nanoTime();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    training.train(steps);
    watching.detach();
    cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
    wall = System.nanoTime() - wall;
    watching.end();
    return new Cost(wall, cpu);
  }

  /** Nanoseconds of a run. */
  private record Cost(long wall, long cpu) {}

  private record Pair(Cost alone, Cost watched) {}

  /** Begins to watch a training that will make that many steps. */
  private interface Watcher {
    Watching attach(SupportLinearTraining training, int steps);
  }

  /** What watches one training. */
  private interface Watching {
    /** After the last step. */
    default void detach() {}

    /** Ends what belongs to the run and not to its training, and checks that it was watched. */
    default void end() {}
  }

  private static Watching unwatched(SupportLinearTraining training, int steps) {
    return new Watching() {};
  }

  /** To those servers; disabled where there are none. */
  private static Watcher published(String servers) {
    PublisherSettings.Builder builder = PublisherSettings.builder();
    PublisherSettings settings =
        servers.isEmpty()
            ? builder.mode(PublisherMode.DISABLED).build()
            : builder.bootstrapServers(servers).build();
    return (training, steps) -> new Published(settings, training, steps);
  }

  private static final class Published implements Watching {
    private static int runs;

    private final RunPublisher publisher;
    private final PlateauListener listener;

    Published(PublisherSettings settings, SupportLinearTraining training, int steps) {
      RunId id = new RunId("listener-benchmark-" + runs++);
      publisher =
          RunPublisher.start(
              settings.toBuilder().runId(id).build(), RunDescription.of("support-linear"));
      listener = training.defaultListener(new PublisherSink(publisher), steps);
      training.network().addListeners(listener);
    }

    @Override
    public void detach() {
      listener.close();
    }

    @Override
    public void end() {
      publisher.close();
      if (publisher.droppedSteps() + publisher.undeliveredSteps() > 0) {
        throw new AssertionError("steps were lost: the run was not published whole");
      }
    }
  }

  /** At every so many steps; DL4J's own choice is 10. */
  private static Watcher stats(int frequency) {
    return (training, steps) -> new Stats(frequency, training, steps);
  }

  private static final class Stats implements Watching {
    private final InMemoryStatsStorage storage = new InMemoryStatsStorage();
    private final int updates;

    Stats(int frequency, SupportLinearTraining training, int steps) {
      updates = (steps - 1) / frequency; // its first step brings none
      training.network().addListeners(new StatsListener(storage, frequency));
    }

    @Override
    public void end() {
      String session = storage.listSessionIDs().get(0);
      int stored = storage.getNumUpdateRecordsFor(session);
      if (stored < updates) {
        throw new AssertionError("the StatsListener stored " + stored + " of " + updates);
      }
    }
  }
}
