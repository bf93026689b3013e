package dev.plateau.collector.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.run.Trainer;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunFinished;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The last rows of random runs against all their rows, of which the last ones are taken. */
class LastRowsTest {
  private static final String RUN = "r1";

  static List<Integer> seeds() {
    return IntStream.range(0, 30).boxed().toList();
  }

  /** Sessions, the next one each from before the end of the last, whose records still come. */
  static MemoryRuns runs(Random random, boolean ended) {
    MemoryRuns runs = new MemoryRuns();
    Trainer other = new Trainer("other", 99);
    long step = 0;
    List<Envelope> before = List.of();
    int sessions = 1 + random.nextInt(4);
    for (int s = 1; s <= sessions; s++) {
      Trainer trainer = new Trainer(RUN, s);
      step = Math.max(0, step - random.nextInt(50));
      List<Envelope> said = new ArrayList<>();
      said.add(trainer.started("exp", step));
      for (int i = 1 + random.nextInt(200); i > 0; i--) {
        long to = step + 1 + random.nextInt(5);
        said.add(trainer.steps(step, to, n -> values(random)));
        step = to;
        if (random.nextInt(5) == 0) {
          long late = step - 1;
          said.add(trainer.steps(late, step, n -> Map.of("ntk_rank", random.nextDouble())));
        }
      }
      if (s < sessions || ended) {
        said.add(trainer.finished(RunFinished.Outcome.STOPPED));
      }
      for (Envelope envelope : said) {
        runs.add(envelope);
        if (random.nextInt(10) == 0) {
          runs.add(said.get(random.nextInt(said.indexOf(envelope) + 1)));
        }
        if (!before.isEmpty() && random.nextInt(10) == 0) {
          runs.add(before.get(random.nextInt(before.size())));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
          runs.add(other.losses(0, 1));
        }
      }
      before = said;
    }
    return runs;
  }

  private static Map<String, Double> values(Random random) {
    Map<String, Double> values = new HashMap<>();
    values.put("loss", random.nextInt(20) == 0 ? Double.NaN : random.nextDouble());
    if (random.nextInt(7) == 0) {
      values.put("accuracy/1", random.nextDouble());
    }
    return values;
  }

  private static NavigableMap<Long, Map<MetricName, Double>> all(MemoryRuns runs)
      throws IOException {
    TreeMap<Long, Map<MetricName, Double>> all = new TreeMap<>();
    try (RunRows rows = ResolvedRows.open(runs, runs.find(RUN))) {
      while (rows.advance()) {
        Map<MetricName, Double> row = all.computeIfAbsent(rows.step(), s -> new HashMap<>());
        for (int i = 0; i < rows.size(); i++) {
          row.put(rows.metrics().get(rows.metric(i)), rows.value(i));
        }
      }
    }
    return all;
  }

  private static NavigableMap<Long, Map<MetricName, Double>> last(
      NavigableMap<Long, Map<MetricName, Double>> all, int count) {
    TreeMap<Long, Map<MetricName, Double>> last = new TreeMap<>(all);
    while (last.size() > count) {
      last.pollFirstEntry();
    }
    return last;
  }

  private static NavigableMap<Long, Map<MetricName, Double>> byStep(List<TailRow> rows) {
    TreeMap<Long, Map<MetricName, Double>> map = new TreeMap<>();
    rows.forEach(row -> map.put(row.step(), new HashMap<>(row.metrics())));
    assertThat(map).hasSameSizeAs(rows);
    return map;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void lastRows_areTheLastOfAllThatCount(int seed) throws IOException {
    Random random = new Random(seed);
    MemoryRuns runs = runs(random, random.nextBoolean());
    int count = random.nextInt(600);
    LastRows found = LastRows.find(runs, runs.find(RUN), count, metric -> true, true);
    assertThat(byStep(found.rows())).isEqualTo(last(all(runs), count));
    assertThat(found.rows()).isSortedAccordingTo(java.util.Comparator.comparing(TailRow::step));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void lastRowsOfAMetric_areThoseThatHaveIt(int seed) throws IOException {
    MetricName wanted = MetricName.parse("accuracy/1");
    MemoryRuns runs = runs(new Random(seed), true);
    NavigableMap<Long, Map<MetricName, Double>> expected = all(runs);
    expected.values().forEach(row -> row.keySet().retainAll(List.of(wanted)));
    expected.values().removeIf(Map::isEmpty);
    LastRows found = LastRows.find(runs, runs.find(RUN), 12, wanted::equals, false);
    assertThat(byStep(found.rows())).isEqualTo(last(expected, 12));
  }

  /** The registry lags behind a run that goes on, also behind its next attempt. */
  @ParameterizedTest
  @MethodSource("seeds")
  void lastRows_ofARunWhoseEntryIsOld_areStillTheLast(int seed) throws IOException {
    Random random = new Random(seed);
    MemoryRuns whole = runs(random, false);
    List<RunRecord> records = whole.all();
    MemoryRuns runs = new MemoryRuns();
    int frozenAt = records.size() / 2 + random.nextInt(records.size() / 2);
    for (int i = 0; i < records.size(); i++) {
      RunRecord record = records.get(i);
      byte[] value = record.value();
      runs.add(
          new String(record.key(), java.nio.charset.StandardCharsets.UTF_8),
          value == null ? new byte[0] : value,
          null);
      if (i == frozenAt) {
        runs.freezeRegistry();
      }
    }
    if (runs.find(RUN).isEnded()) {
      return;
    }
    LastRows found = LastRows.find(runs, runs.find(RUN), 30, metric -> true, true);
    assertThat(byStep(found.rows())).isEqualTo(last(all(runs), 30));
  }

  /** What is followed and what was found before are together what there is. */
  @ParameterizedTest
  @MethodSource("seeds")
  void rowsThatFollow_areTheRestOfThem(int seed) throws IOException {
    MemoryRuns whole = runs(new Random(seed), true);
    List<RunRecord> records =
        whole.all().stream()
            .filter(r -> new String(r.key(), java.nio.charset.StandardCharsets.UTF_8).equals(RUN))
            .toList();
    MemoryRuns begun = new MemoryRuns().add(started());
    RunEntry entry = begun.find(RUN);
    TailReader reader = new TailReader(entry, Supersession.find(begun, entry), m -> true, true);
    TreeMap<Long, Map<MetricName, Double>> followed = new TreeMap<>();
    for (RunRecord record : records) {
      List<TailRow> rows = reader.take(record);
      reader.superseded().ifPresent(step -> followed.tailMap(step, true).clear());
      for (TailRow row : rows) {
        row.metrics()
            .forEach(
                (metric, value) ->
                    assertThat(
                            followed
                                .computeIfAbsent(row.step(), s -> new HashMap<>())
                                .put(metric, value))
                        .as("told twice")
                        .isNull());
      }
    }
    assertThat(followed).isEqualTo(all(whole));
    assertThat(reader.isEnded()).isTrue();
  }

  private static Envelope started() {
    // A session that is older than all, of which nothing else came.
    return new Trainer(RUN, 1000).started("exp", 0);
  }

  @Test
  void lastRowsOfALongRun_takeNoMoreThanAWindow() throws IOException {
    MemoryRuns runs = new MemoryRuns();
    Trainer trainer = new Trainer(RUN, 1);
    runs.add(trainer.started("exp", 0));
    for (int i = 0; i < 20_000; i++) {
      runs.add(trainer.losses(i, i + 1));
    }
    try (RunRecords records = runs.records(runs.find(RUN))) {
      while (records.next() != null) {
        // Only its bytes are of interest.
      }
      LastRows found = LastRows.find(runs, runs.find(RUN), 10, metric -> true, true);
      assertThat(found.rows()).hasSize(10);
      assertThat(found.bytesRead()).isLessThan(records.bytesRead() / 50);
      LastRows more = LastRows.find(runs, runs.find(RUN), 1000, metric -> true, true);
      assertThat(more.rows()).hasSize(1000);
      assertThat(more.bytesRead()).isLessThan(records.bytesRead() / 5);
    }
  }
}
