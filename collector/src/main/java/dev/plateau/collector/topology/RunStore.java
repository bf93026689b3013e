package dev.plateau.collector.topology;

import dev.plateau.collector.run.RunState;
import dev.plateau.collector.run.RunStateCodec;
import dev.plateau.protocol.RunId;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What is remembered of a partition: its runs by their ids, and one {@link PartitionState} under a
 * key that no run can have. Belongs to one stream thread at a time.
 */
final class RunStore {
  private static final String PARTITION_KEY = "#partition";

  private final KeyValueStore<String, byte[]> store;

  RunStore(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /**
   * In memory, since all of it is small, and logged. The cache keeps the many changes of a run
   * between two commits out of the changelog.
   */
  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(StreamsProperties.STORE),
            Serdes.String(),
            Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingEnabled(StreamsProperties.changelog());
  }

  PartitionState partition() {
    byte[] bytes = store.get(PARTITION_KEY);
    return bytes == null ? PartitionState.NONE : PartitionState.fromBytes(bytes);
  }

  void put(PartitionState partition) {
    store.put(PARTITION_KEY, partition.toBytes());
  }

  /** The state of a run; {@link RunState#unseen} where there is none. */
  RunState run(RunId run) {
    byte[] bytes = store.get(run.value());
    return bytes == null ? RunState.unseen(run) : RunStateCodec.decode(bytes);
  }

  void put(RunId run, RunState state) {
    store.put(run.value(), RunStateCodec.encode(state));
  }

  /** Shows every run that is remembered, forgotten ones too. */
  void forEachRun(Consumer<RunState> action) {
    try (KeyValueIterator<String, byte[]> entries = store.all()) {
      while (entries.hasNext()) {
        KeyValue<String, byte[]> entry = entries.next();
        if (!entry.key.equals(PARTITION_KEY)) {
          action.accept(RunStateCodec.decode(entry.value));
        }
      }
    }
  }
}
