package dev.plateau.collector.topology;

import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunViews;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The collector's Kafka side: topics, streams, the table of views. Whoever starts it closes it.
 * Thread-safe.
 *
 * <p>It does not go on after a fault of its own: a fold that failed once on a record would fail
 * again, or worse, would not. {@link #failure} says when, and the process should end then. What it
 * goes on after, {@link FaultPolicy} says.
 */
public final class Collector implements AutoCloseable {
  /** The consumer group that all collectors of a Kafka are members of. */
  public static final String GROUP = StreamsProperties.APPLICATION_ID;

  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(60);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(30);
  private static final Duration END_OFFSETS_PERIOD = Duration.ofSeconds(2);

  private final KafkaStreams streams;
  private final EndOffsets endOffsets;
  private final FaultPolicy faults = new FaultPolicy();
  private final CompletableFuture<CollectorException> failure = new CompletableFuture<>();

  private Collector(KafkaStreams streams, EndOffsets endOffsets) {
    this.streams = streams;
    this.endOffsets = endOffsets;
  }

  /**
   * Waits for the broker, makes and checks topics and begins to fold; does not wait until it has
   * caught up.
   *
   * @param views filled from now on, with all runs of the partitions that this collector is given
   * @throws CollectorException with one sentence, if the broker does not answer or has topics that
   *     cannot be used; nothing is left open then
   */
  public static Collector start(CollectorSettings settings, RunLife life, RunViews views)
      throws CollectorException, InterruptedException {
    PlateauTopics.ensure(
        settings.bootstrapServers(),
        settings.clientConfig(),
        settings.stepsPartitions(),
        BROKER_PATIENCE);
    EndOffsets endOffsets =
        new EndOffsets(
            Admin.create(Clients.config(settings.bootstrapServers(), settings.clientConfig())),
            GROUP,
            InstantSource.system(),
            END_OFFSETS_PERIOD);
    try {
      KafkaStreams streams =
          new KafkaStreams(
              RunTopology.build(life, views, endOffsets), StreamsProperties.of(settings));
      Collector collector = new Collector(streams, endOffsets);
      streams.setUncaughtExceptionHandler(collector::failed);
      endOffsets.start();
      streams.start();
      return collector;
    } catch (KafkaException e) {
      endOffsets.close();
      throw new CollectorException("The collector's streams did not start: " + e.getMessage(), e);
    }
  }

  /** What becomes of it when a stream thread has died. */
  StreamThreadExceptionResponse failed(Throwable fault) {
    if (faults.replaces(fault, System.nanoTime())) {
      LOG.warn("A commit could not be ended; the fold goes on from the one before it", fault);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("The collector stops", fault);
    Throwable cause = fault;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    failure.complete(new CollectorException("The collector stops: " + cause, fault));
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Whether it has its partitions, their runs restored, and folds. */
  public boolean isReady() {
    return streams.state() == State.RUNNING;
  }

  /** Kafka Streams for whoever binds its metrics; not to be closed or started. */
  public KafkaStreams streams() {
    return streams;
  }

  /** Completed when it cannot go on. */
  public CompletableFuture<CollectorException> failure() {
    return failure.copy();
  }

  /** Commits, leaves the group, so that others take over at once, and empties the table. */
  @Override
  public void close() {
    close(CLOSE_PATIENCE);
  }

  /** As {@link #close()}, but in vain for this long at most: for a broker that is known to fail. */
  public void close(Duration patience) {
    boolean closed =
        streams.close(
            CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(patience));
    if (!closed) {
      LOG.warn("The collector's streams did not stop within {} s", patience.toSeconds());
    }
    endOffsets.close();
  }
}
