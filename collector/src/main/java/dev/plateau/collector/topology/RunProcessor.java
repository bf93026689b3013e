package dev.plateau.collector.topology;

import dev.plateau.collector.run.RunFold;
import dev.plateau.collector.run.RunViews;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Hangs a {@link PartitionFold} into Kafka Streams: makes it when a partition is given to this
 * collector, its store restored already, and closes it when the partition is taken away. Also when
 * a transaction failed: the next one begins from what was committed.
 */
final class RunProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  /** How often runs are told the time. */
  static final Duration TICK = Duration.ofSeconds(1);

  /** How often the registry entry of a run that merely goes on is written. */
  static final Duration REGISTRY_PERIOD = Duration.ofSeconds(10);

  private final RunFold fold;
  private final RunViews views;
  private final Watermark watermark;
  private final CommitPace pace;
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private @Nullable PartitionFold partition;

  /**
   * @param pace of the stream thread that this processor belongs to
   */
  RunProcessor(RunFold fold, RunViews views, Watermark watermark, CommitPace pace) {
    this.fold = fold;
    this.views = views;
    this.watermark = watermark;
    this.pace = pace;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> given) {
    PartitionFold made =
        new PartitionFold(
            given.taskId().partition(),
            fold,
            new RunStore(given.getStateStore(StreamsProperties.STORE)),
            views,
            new Outbox(given, new EarlyCommit(given, pace)));
    given.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, time -> made.tick(watermark));
    given.schedule(REGISTRY_PERIOD, PunctuationType.WALL_CLOCK_TIME, time -> made.writeRegistry());
    context = given;
    partition = made;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (context == null || partition == null) {
      throw new IllegalStateException("a record came before init");
    }
    partition.process(record, context.recordMetadata().orElseThrow());
  }

  @Override
  public void close() {
    if (partition != null) {
      partition.close();
      partition = null;
    }
  }
}
