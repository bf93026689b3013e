package dev.plateau.collector.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.run.RunView;
import dev.plateau.collector.run.Trainer;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunDeleted;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunStarted;
import dev.plateau.protocol.StepBatch;
import dev.plateau.protocol.StepBatchBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of random runs against an oracle that knows how they were made. */
class ResolvedRowsTest {
  private static final String RUN = "r1";

  /** What a run's rows are in the end: values by step and metric. */
  private final TreeMap<Long, Map<String, Double>> expected = new TreeMap<>();

  static List<Integer> seeds() {
    return java.util.stream.IntStream.range(0, 60).boxed().toList();
  }

  /**
   * Sessions one after the other, each from some step before the end of the last one; probes that
   * answer late; records twice and, of the older session, late; records of another run between.
   */
  private List<Envelope> stream(Random random) {
    List<Envelope> records = new ArrayList<>();
    Trainer other = new Trainer("other", 99);
    long step = 0;
    List<Envelope> ofLast = new ArrayList<>();
    int sessions = 1 + random.nextInt(4);
    for (int s = 1; s <= sessions; s++) {
      Trainer trainer = new Trainer(RUN, s);
      step = Math.max(0, step - random.nextInt(50));
      expected.tailMap(step, true).clear();
      List<Envelope> ofThis = new ArrayList<>();
      ofThis.add(trainer.started("exp", step));
      long lateFrom = step;
      for (int i = random.nextInt(20); i > 0; i--) {
        long to = step + 1 + random.nextInt(10);
        ofThis.add(trainer.steps(step, to, n -> values(random, "loss", "accuracy", n)));
        step = to;
        if (random.nextInt(3) == 0 && lateFrom < step) {
          long probed = lateFrom + random.nextInt((int) (step - lateFrom));
          ofThis.add(trainer.next(late(probed, random)));
          lateFrom = probed + 1;
        }
      }
      if (random.nextBoolean()) {
        ofThis.add(trainer.finished(RunFinished.Outcome.COMPLETED));
      }
      mixIn(records, ofThis, ofLast, other, random);
      ofLast = ofThis;
    }
    return records;
  }

  private Map<String, Double> values(Random random, String first, String second, long step) {
    Map<String, Double> values = new HashMap<>();
    values.put(first, random.nextInt(20) == 0 ? Double.NaN : random.nextDouble());
    if (random.nextInt(3) == 0) {
      values.put(second, random.nextDouble());
    }
    expected.computeIfAbsent(step, n -> new HashMap<>()).putAll(values);
    return values;
  }

  private StepBatch late(long step, Random random) {
    double rank = random.nextDouble();
    expected.computeIfAbsent(step, n -> new HashMap<>()).put("ntk_rank", rank);
    StepBatchBuilder builder = new StepBatchBuilder();
    builder.row(step, Trainer.START_MICROS + 1000 * step);
    builder.value(builder.column(MetricName.parse("ntk_rank")), rank);
    return builder.build(0, "");
  }

  private static void mixIn(
      List<Envelope> records,
      List<Envelope> ofThis,
      List<Envelope> ofLast,
      Trainer other,
      Random random) {
    for (int i = 0; i < ofThis.size(); i++) {
      records.add(ofThis.get(i));
      if (i > 0 && random.nextInt(6) == 0) {
        records.add(ofThis.get(random.nextInt(i)));
      }
      if (i > 0 && !ofLast.isEmpty() && random.nextInt(6) == 0) {
        records.add(ofLast.get(random.nextInt(ofLast.size())));
      }
      if (random.nextInt(4) == 0) {
        records.add(other.losses(i, i + 5));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void rows_areThoseThatTheSessionsLeave(int seed) throws IOException {
    MemoryRuns log = new MemoryRuns().addAll(stream(new Random(seed)));
    assertThat(read(log)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void rows_areTheSame_thoughTheRegistryIsOld(int seed) throws IOException {
    Random random = new Random(seed);
    List<Envelope> records = stream(random);
    MemoryRuns log = new MemoryRuns();
    int frozenAt = random.nextInt(records.size());
    for (int i = 0; i < records.size(); i++) {
      log.add(records.get(i));
      if (i == frozenAt && !ended(log)) {
        log.freezeRegistry();
      }
    }
    assertThat(read(log)).isEqualTo(expected);
  }

  private static boolean ended(MemoryRuns log) {
    return log.runs().stream().anyMatch(RunEntry::isEnded);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void lastValues_areThoseOfTheFold(int seed) throws IOException {
    MemoryRuns log = new MemoryRuns().addAll(stream(new Random(seed)));
    Map<String, Double> last = new TreeMap<>();
    read(log).values().forEach(last::putAll);
    RunView view = log.view(RUN);
    Map<String, Double> folded = new TreeMap<>();
    view.metrics().forEach(metric -> folded.put(metric.name().toString(), metric.value()));
    // The fold forgets a metric whose last value a resumed session has taken back.
    assertThat(last).containsAllEntriesOf(folded);
  }

  @Test
  void rowsWithoutASession_countOnceByTheirSteps() throws IOException {
    MemoryRuns log = new MemoryRuns();
    StepBatch batch = Trainer.batch(0, 5, step -> Map.of("loss", 1.0 * step));
    log.add(Trainer.unsequenced(RUN, batch));
    log.add(Trainer.unsequenced(RUN, batch));
    log.add(Trainer.unsequenced(RUN, Trainer.batch(3, 7, step -> Map.of("loss", -1.0))));
    assertThat(losses(read(log))).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, -1.0, -1.0);
  }

  @Test
  void rowsAfterADeletion_beginAnew() throws IOException {
    MemoryRuns log = new MemoryRuns();
    log.add(Trainer.unsequenced(RUN, Trainer.batch(0, 5, step -> Map.of("loss", 1.0))));
    log.add(
        new Envelope(
            new dev.plateau.protocol.RunId(RUN), new Origin.Unsequenced(), new RunDeleted()));
    log.add(Trainer.unsequenced(RUN, Trainer.batch(0, 2, step -> Map.of("loss", 2.0))));
    RunEntry run = log.find(RUN);
    long begin = run.json().at("/attempts/0/first_offset").asLong();
    assertThat(begin).isEqualTo(2);
    try (RunRows rows = ResolvedRows.open(log, run)) {
      List<Double> after = new ArrayList<>();
      while (rows.advance()) {
        if (rows.offset() >= begin) {
          after.add(rows.value(0));
        }
      }
      assertThat(after).containsExactly(2.0, 2.0);
    }
  }

  @Test
  void malformedRecords_areNoRows() throws IOException {
    MemoryRuns log = new MemoryRuns();
    Trainer trainer = new Trainer(RUN, 1);
    log.add(trainer.started("exp", 0)).add(trainer.losses(0, 3));
    log.add(RUN, new byte[] {1, 2, 3}, null);
    log.add(trainer.losses(3, 5));
    assertThat(read(log).keySet()).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  private static List<Double> losses(SortedMap<Long, Map<String, Double>> rows) {
    return rows.values().stream().map(row -> row.get("loss")).toList();
  }

  /** Reads all rows, and holds them to what {@link RunRows} promises. */
  private static SortedMap<Long, Map<String, Double>> read(MemoryRuns log) throws IOException {
    TreeMap<Long, Map<String, Double>> read = new TreeMap<>();
    Map<String, Long> lastSteps = new HashMap<>();
    try (RunRows rows = ResolvedRows.open(log, log.find(RUN))) {
      while (rows.advance()) {
        Map<String, Double> row = read.computeIfAbsent(rows.step(), step -> new HashMap<>());
        for (int i = 0; i < rows.size(); i++) {
          String metric = rows.metrics().get(rows.metric(i)).toString();
          assertThat(row.put(metric, rows.value(i))).as("said once").isNull();
          assertThat(rows.step()).isGreaterThan(lastSteps.getOrDefault(metric, -1L));
          lastSteps.put(metric, rows.step());
        }
      }
      assertThat(rows.progress()).isEqualTo(1);
    }
    return read;
  }

  @Test
  void starts_areAmongTheRecordsOfAStream() {
    // The oracle rests on it.
    assertThat(stream(new Random(1)).get(0).message()).isInstanceOf(RunStarted.class);
    assertThat(new MemoryRuns().addAll(stream(new Random(2))).all())
        .allMatch(record -> record.decode() instanceof Decoded.Valid);
  }
}
