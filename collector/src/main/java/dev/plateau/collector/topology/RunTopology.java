package dev.plateau.collector.topology;

import dev.plateau.collector.run.RunFold;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunViews;
import dev.plateau.protocol.Topics;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Steps in; events, registry entries and dead letters out. One source, one processor with its
 * store, three sinks.
 */
final class RunTopology {
  private static final String SOURCE = "steps";
  private static final String FOLD = "fold";

  private RunTopology() {}

  /**
   * The topology.
   *
   * @param life how long runs are kept where
   * @param views filled while it runs
   * @param watermark told to the runs
   */
  static Topology build(RunLife life, RunViews views, Watermark watermark) {
    Topology topology = new Topology();
    topology.addSource(
        SOURCE, new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.STEPS);
    topology.addProcessor(
        FOLD,
        new Folds(new RunFold(life), views, watermark, ThreadLocal.withInitial(CommitPace::new)),
        SOURCE);
    sink(topology, Outbox.EVENTS, Topics.EVENTS);
    sink(topology, Outbox.REGISTRY, Topics.RUNS);
    sink(topology, Outbox.DEAD_LETTERS, Topics.DEAD_LETTER);
    return topology;
  }

  private static void sink(Topology topology, String name, String topic) {
    topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), FOLD);
  }

  /** A stream thread makes the processors of its own partitions; these commit together. */
  private record Folds(
      RunFold fold, RunViews views, Watermark watermark, ThreadLocal<CommitPace> pace)
      implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
      return new RunProcessor(fold, views, watermark, pace.get());
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(RunStore.builder());
    }
  }
}
