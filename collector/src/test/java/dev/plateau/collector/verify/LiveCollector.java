package dev.plateau.collector.verify;

import dev.plateau.collector.log.RunRecord;
import dev.plateau.collector.run.Folded;
import dev.plateau.collector.run.RecordPosition;
import dev.plateau.collector.run.RunEvent;
import dev.plateau.collector.run.RunFold;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunState;
import dev.plateau.collector.run.RunView;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A collector of one partition without Kafka, as {@code PartitionFold} is one with it: folds what
 * is appended, tells the runs the time each second, writes registry and events. It may be away for
 * a while, and catches up then.
 */
final class LiveCollector {
  static final RunLife LIFE =
      new RunLife(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(120));

  private static final long SECOND = 1_000_000;
  private static final int REGISTRY_SECONDS = 10;

  final RecordedRuns log = new RecordedRuns();
  final Map<String, RunState> states = new TreeMap<>();
  private final RunFold fold = new RunFold(LIFE);
  private final TreeSet<String> unwritten = new TreeSet<>();
  private final Deque<RunRecord> waiting = new ArrayDeque<>();
  private final long skewMicros;
  long nowMicros = 1_700_000_000_000_000L;
  private long watermarkMicros;
  private long hearingSinceMicros;
  private boolean away;
  private long seconds;

  /**
   * @param skewMicros how far this collector's clock is ahead of the broker's
   */
  LiveCollector(long skewMicros) {
    this.skewMicros = skewMicros;
  }

  void append(Envelope envelope) {
    append(envelope.run().value(), MessageCodec.encode(envelope));
  }

  /** Appends a record of any content; the broker's clock counts milliseconds. */
  void append(String key, byte @Nullable [] value) {
    RecordPosition at =
        new RecordPosition(0, log.records.size(), Math.floorDiv(nowMicros, 1000) * 1000);
    RunRecord record = new RunRecord(at, key.getBytes(StandardCharsets.UTF_8), value, null);
    log.records.add(record);
    if (away) {
      waiting.add(record);
    } else {
      process(record);
    }
  }

  /** Less than a second passes. */
  void passMillis(long millis) {
    nowMicros += millis * 1000;
  }

  /** Time passes, a second after the other. */
  void pass(int count) {
    for (int i = 0; i < count; i++) {
      nowMicros += SECOND;
      if (!away) {
        tick(nowMicros + skewMicros);
        if (++seconds % REGISTRY_SECONDS == 0) {
          writeRegistry();
        }
      }
    }
  }

  /** Nothing can be said for so long: the broker is away. */
  void breakFor(int count) {
    nowMicros += count * SECOND;
    hearingSinceMicros = nowMicros + skewMicros;
  }

  void leave() {
    away = true;
  }

  /** Folds what came meanwhile; the time is told in between, as far as it is known. */
  void comeBack() {
    away = false;
    while (!waiting.isEmpty()) {
      RunRecord record = waiting.remove();
      process(record);
      tick(record.at().appendTimeMicros());
    }
  }

  private void process(RunRecord record) {
    String key = RecordedRuns.key(record);
    if (!RunId.isValid(key)) {
      return;
    }
    RunState state = states.computeIfAbsent(key, k -> RunState.unseen(new RunId(k)));
    if (record.decode() instanceof Decoded.Valid valid) {
      Folded folded = fold.apply(state, valid.envelope(), record.at());
      publish(key, state, folded.events());
      if (folded.events().stream().anyMatch(RunEvent.RunForgotten.class::isInstance)) {
        log.registry.remove(key);
      }
    } else if (state.isBegun()) {
      fold.malformed(state, record.at());
      publish(key, state, List.of());
    }
    watermarkMicros = Math.max(watermarkMicros, record.at().appendTimeMicros());
  }

  private void tick(long toMicros) {
    watermarkMicros = Math.max(watermarkMicros, toMicros);
    states.forEach(
        (run, state) -> {
          if (state.isBegun() && !state.isForgotten()) {
            if (unwritten.contains(run) && state.endedAtMicros().isPresent()) {
              // It may be forgotten now, and nothing of it is left to be written then.
              write(run);
            }
            List<RunEvent> events = fold.tick(state, watermarkMicros, hearingSinceMicros);
            if (!events.isEmpty()) {
              publish(run, state, events);
            }
          }
        });
  }

  private void publish(String run, RunState state, List<RunEvent> events) {
    for (RunEvent event : events) {
      log.events.computeIfAbsent(run, r -> new ArrayList<>()).add(WrittenJson.of(event));
    }
    if (state.isForgotten()) {
      unwritten.remove(run);
    } else if (events.isEmpty()) {
      unwritten.add(run);
    } else {
      write(run);
    }
  }

  private void write(String run) {
    unwritten.remove(run);
    log.registry.put(run, WrittenJson.of(RunView.of(state(run)), 0));
  }

  void writeRegistry() {
    List.copyOf(unwritten).forEach(this::write);
  }

  RunState state(String run) {
    return states.getOrDefault(run, RunState.unseen(new RunId(run)));
  }
}
