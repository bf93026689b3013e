package dev.plateau.trainer.listener;

import dev.plateau.protocol.RunId;
import dev.plateau.publisher.PublisherMode;
import dev.plateau.publisher.PublisherSettings;
import dev.plateau.publisher.RunDescription;
import dev.plateau.publisher.RunPublisher;
import dev.plateau.trainer.experiment.support.regression.SupportLinearTraining;
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
 * hand that call listeners as {@code fit} does, against the same training with no listener. Watched
 * are: nothing, which shows how far the machine lets ratios be told; the experiment's own probes,
 * published to a broker in another process of this machine; the same with publishing disabled;
 * DL4J's StatsListener with its storage in memory.
 *
 * <p>Of each run the watched and the unwatched training take turns in blocks of a twentieth of the
 * steps, as a shared machine drifts by more within some seconds than what is to be measured. Ratios
 * are those of two blocks that follow each other; printed is the median of all, and between which
 * values half of them lie. Wall time has in it what the publisher's thread and the broker take of
 * the processors, and what else runs on the machine; the training thread's CPU time has neither.
 * Wants the collector packaged; run with {@code OMP_NUM_THREADS=1}.
 */
public final class ListenerBenchmark {
  private static final int WARM_UP_STEPS = 10_000;

  /** Some seconds' drift of a shared machine is longer than a block, a batch's delivery shorter. */
  private static final int BLOCKS = 20;

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
          "%-34s %7s %5s %8s %15s %8s %9s%n",
          "", "steps", "runs", "wall", "half of blocks", "CPU", "us/step");
      report("no listener", ListenerBenchmark::unwatched, steps, 2);
      report("default probes, to a broker", published(broker.servers()), steps, 2);
      report("default probes, disabled", published(""), steps, 2);
      report("DL4J's StatsListener, every step", stats(1), steps / 5, 1);
      report("DL4J's StatsListener, every 10th", stats(10), steps / 5, 1);
    }
  }

  private static void report(String name, Watcher watcher, int steps, int runs) {
    run(watcher, WARM_UP_STEPS, 0);
    List<Pair> blocks = new ArrayList<>();
    for (int seed = 1; seed <= runs; seed++) {
      blocks.addAll(run(watcher, steps, seed));
    }
    double[] wall = sorted(blocks, pair -> (double) pair.watched.wall / pair.alone.wall);
    System.out.printf(
        Locale.ROOT,
        "%-34s %,7d %5d %8.4f %7.4f-%7.4f %8.4f %9.1f%n",
        name,
        steps,
        runs,
        wall[wall.length / 2],
        wall[wall.length / 4],
        wall[3 * wall.length / 4],
        sorted(blocks, pair -> (double) pair.watched.cpu / pair.alone.cpu)[wall.length / 2],
        sorted(blocks, pair -> pair.alone.wall / 1e3 / steps * BLOCKS)[wall.length / 2]);
  }

  private static double[] sorted(List<Pair> pairs, ToDoubleFunction<Pair> value) {
    double[] values = pairs.stream().mapToDouble(value).toArray();
    Arrays.sort(values);
    return values;
  }

  /** Two trainings of the same seed, one watched, that take turns block by block. */
  private static List<Pair> run(Watcher watcher, int steps, int seed) {
    SupportLinearTraining alone = new SupportLinearTraining(seed);
    SupportLinearTraining watched = new SupportLinearTraining(seed);
    Watching watching = watcher.attach(watched, steps);
    System.gc(); // what the run before left is not this one's
    List<Pair> pairs = new ArrayList<>();
    for (int block = 0; block < BLOCKS; block++) {
      boolean isWatchedFirst = block % 2 == 0;
      Cost first = block(isWatchedFirst ? watched : alone, steps / BLOCKS);
      Cost second = block(isWatchedFirst ? alone : watched, steps / BLOCKS);
      pairs.add(isWatchedFirst ? new Pair(second, first) : new Pair(first, second));
    }
    watching.detach();
    watching.end();
    return pairs;
  }

  private static Cost block(SupportLinearTraining training, int steps) {
    long wall = System.nanoTime();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    training.train(steps);
    cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
    return new Cost(System.nanoTime() - wall, cpu);
  }

  /** Nanoseconds of a block. */
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
