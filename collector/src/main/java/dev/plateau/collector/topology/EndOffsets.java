package dev.plateau.collector.topology;

import dev.plateau.protocol.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watermark by the broker's word. Every few seconds the ends of all partitions are asked for,
 * and the time of asking is kept: whoever has processed everything before an end has processed all
 * that was appended before that time. While the broker does not answer, time stands still.
 *
 * <p>What stands at an end may be no record but the marker of a transaction, which no fold ever
 * sees. So a partition counts as processed too where the collectors' own group has committed its
 * end: Streams commits positions, which go past markers.
 *
 * <p>A thread of its own asks, so that a slow broker holds no stream thread up; closing ends it.
 * Thread-safe.
 */
final class EndOffsets implements Watermark, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EndOffsets.class);

  private final Admin admin;
  private final String group;
  private final InstantSource clock;
  private final Duration period;
  private final long patienceMillis;
  private final ScheduledExecutorService asking =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "plateau-end-offsets");
            thread.setDaemon(true);
            return thread;
          });
  private final Hearing hearing = new Hearing();
  // Nothing was heard yet: no silence counts.
  private volatile Answer answer = new Answer(Long.MIN_VALUE, Map.of(), Set.of(), Long.MAX_VALUE);

  /**
   * What the broker said.
   *
   * @param ends end of each partition
   * @param committed partitions whose end the group has committed
   */
  private record Answer(
      long askedMicros, Map<Integer, Long> ends, Set<Integer> committed, long hearingSinceMicros) {
    boolean isProcessed(int partition, long nextOffset) {
      Long end = ends.get(partition);
      return end != null && (nextOffset >= end || committed.contains(partition));
    }
  }

  /**
   * Nothing is asked before {@link #start}.
   *
   * @param admin closed with this
   * @param group the collectors' group
   */
  EndOffsets(Admin admin, String group, InstantSource clock, Duration period) {
    this.admin = admin;
    this.group = group;
    this.clock = clock;
    this.period = period;
    this.patienceMillis = Math.max(10_000, period.toMillis());
  }

  /** Begins asking. */
  void start() {
    var unused =
        asking.scheduleWithFixedDelay(this::ask, 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public long micros(int partition, long nextOffset, long lastAppendMicros) {
    Answer last = answer;
    return last.isProcessed(partition, nextOffset)
        ? Math.max(last.askedMicros(), lastAppendMicros)
        : lastAppendMicros;
  }

  @Override
  public long hearingSinceMicros() {
    return answer.hearingSinceMicros();
  }

  private void ask() {
    try {
      long askedMicros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
      Map<Integer, Long> ends = ends();
      Set<Integer> committed = committed(ends); // after the ends: it may only be further
      hearing.heard(askedMicros);
      answer = new Answer(askedMicros, ends, committed, hearing.sinceMicros());
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      // Whatever it was: a task that throws is never run again, and time would stand still for
      // ever.
      LOG.warn("The broker does not say where {} ends: {}", Topics.STEPS, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Set<Integer> committed(Map<Integer, Long> ends)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetAndMetadata> said =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata(group)
            .get(patienceMillis, TimeUnit.MILLISECONDS);
    return ends.entrySet().stream()
        .filter(
            end -> {
              OffsetAndMetadata position = said.get(new TopicPartition(Topics.STEPS, end.getKey()));
              return position != null && position.offset() >= end.getValue();
            })
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Map<Integer, Long> ends()
      throws ExecutionException, InterruptedException, TimeoutException {
    TopicDescription steps =
        admin
            .describeTopics(List.of(Topics.STEPS))
            .allTopicNames()
            .get(patienceMillis, TimeUnit.MILLISECONDS)
            .values()
            .iterator()
            .next();
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    steps
        .partitions()
        .forEach(
            partition ->
                question.put(
                    new TopicPartition(Topics.STEPS, partition.partition()), OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> said =
        admin.listOffsets(question).all().get(patienceMillis, TimeUnit.MILLISECONDS);
    Map<Integer, Long> ends = new HashMap<>();
    said.forEach((partition, info) -> ends.put(partition.partition(), info.offset()));
    return Map.copyOf(ends);
  }

  @Override
  public void close() {
    asking.shutdownNow();
    admin.close(Duration.ofSeconds(5));
  }
}
