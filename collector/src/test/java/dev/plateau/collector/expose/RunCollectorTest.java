package dev.plateau.collector.expose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunPhase;
import dev.plateau.collector.run.RunViews;
import dev.plateau.collector.run.Totals;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What of the table of runs becomes a series, and what does not. */
class RunCollectorTest {
  private static final long NOW = SampleRun.START_MICROS + 2_000_000;

  private final RunViews views = new RunViews(RunLife.DEFAULT);
  private final RunCollector collector = new RunCollector(views, InfoLabels.DEFAULT, Scrape.CLOCK);

  private Scrape scrape() {
    return Scrape.of(collector, ScrapeFormat.TEXT);
  }

  @Test
  void emptyTable_hasOnlyTheCollectorsOwnSeries() {
    assertThat(scrape().series())
        .containsExactly(
            "plateau_conflicts_total 0.0",
            "plateau_records_total{outcome=\"applied\"} 0.0",
            "plateau_records_total{outcome=\"duplicate\"} 0.0",
            "plateau_records_total{outcome=\"malformed\"} 0.0",
            "plateau_records_total{outcome=\"superseded\"} 0.0",
            "plateau_steps_total 0.0");
  }

  @Test
  void runs_haveSeriesForWhatTheySent_andNoneForWhatTheyDidNot() {
    views.put(0, new SampleRun("e", "a").at(7, 10).metric("loss", 0.5).view());
    views.put(0, new SampleRun("e", "b").metric("ntk_rank", 3).view());
    Scrape scrape = scrape();
    assertThat(scrape.series("plateau_run_loss"))
        .containsExactly("plateau_run_loss{experiment=\"e\",run=\"a\"} 0.5");
    assertThat(scrape.series("plateau_run_ntk_rank"))
        .containsExactly("plateau_run_ntk_rank{experiment=\"e\",run=\"b\"} 3.0");
    assertThat(scrape.series("plateau_run_step"))
        .containsExactly("plateau_run_step{experiment=\"e\",run=\"a\"} 7.0");
    assertThat(scrape.series("plateau_run_planned_steps")).hasSize(1);
    assertThat(scrape.series("plateau_run_test_loss")).isEmpty();
    assertThat(scrape.lines()).noneMatch(line -> line.contains("plateau_run_test_loss"));
  }

  @Test
  void endedRun_staysForItsTime_thenAllItsSeriesDisappear() {
    views.put(0, new SampleRun("e", "goes-on").at(1, 0).view());
    views.put(0, new SampleRun("e", "ended").at(1, 0).endedAt(RunPhase.COMPLETED, NOW).view());
    long life = RunLife.DEFAULT.exposedAfterEnd().toNanos() / 1000;
    views.setWatermark(0, NOW + life - 1);
    assertThat(scrape().series()).anyMatch(line -> line.contains("run=\"ended\""));
    views.setWatermark(0, NOW + life);
    assertThat(scrape().series())
        .noneMatch(line -> line.contains("run=\"ended\""))
        .anyMatch(line -> line.contains("run=\"goes-on\""))
        .contains("plateau_runs{experiment=\"e\",phase=\"completed\"} 1.0");
  }

  /** Its collector was away when it ended, or Prometheus was. */
  @Test
  void runWhoseEndCameIntoSightLate_isShownForAsLongAsOthers_fromTheFirstScrapeOn() {
    MovingClock clock = new MovingClock(NOW);
    RunCollector late = new RunCollector(views, InfoLabels.DEFAULT, clock);
    long minute = 60_000_000;
    views.restore(0, new SampleRun("e", "known").endedAt(RunPhase.FAILED, NOW).view());
    views.put(0, new SampleRun("e", "late").at(1, 0).view());
    views.put(0, new SampleRun("e", "late").endedAt(RunPhase.FAILED, NOW).view());
    views.put(0, new SampleRun("e", "old").endedAt(RunPhase.FAILED, NOW - 50 * minute).view());
    views.setWatermark(0, NOW + 10 * minute);
    clock.moveTo(NOW + 10 * minute);
    assertThat(runsShown(late)).containsExactly("late");

    views.setWatermark(0, NOW + 15 * minute - 1);
    clock.moveTo(NOW + 15 * minute - 1);
    assertThat(runsShown(late)).containsExactly("late");
    views.setWatermark(0, NOW + 15 * minute);
    clock.moveTo(NOW + 15 * minute);
    assertThat(runsShown(late)).isEmpty();
    assertThat(runsShown(late)).as("not anew").isEmpty();
  }

  @Test
  void runThatWasShownAsEndedInTime_isNotShownLonger() {
    MovingClock clock = new MovingClock(NOW);
    RunCollector inTime = new RunCollector(views, InfoLabels.DEFAULT, clock);
    views.put(0, new SampleRun("e", "a").endedAt(RunPhase.COMPLETED, NOW).view());
    views.setWatermark(0, NOW);
    assertThat(runsShown(inTime)).containsExactly("a");
    clock.moveTo(NOW + 300_000_000);
    views.setWatermark(0, NOW + 300_000_000);
    assertThat(runsShown(inTime)).isEmpty();
  }

  @Test
  void runThatEndedInTimeAndWentOn_isShownAgainWhenItsNextEndCameLate() {
    MovingClock clock = new MovingClock(NOW);
    RunCollector twice = new RunCollector(views, InfoLabels.DEFAULT, clock);
    long minute = 60_000_000;
    views.put(0, new SampleRun("e", "a").endedAt(RunPhase.STOPPED, NOW).view());
    views.setWatermark(0, NOW);
    assertThat(runsShown(twice)).containsExactly("a");
    views.put(0, new SampleRun("e", "a").at(1, 0).view());
    assertThat(runsShown(twice)).containsExactly("a");

    views.put(0, new SampleRun("e", "a").endedAt(RunPhase.FAILED, NOW + minute).view());
    views.setWatermark(0, NOW + 20 * minute);
    clock.moveTo(NOW + 20 * minute);
    assertThat(runsShown(twice)).containsExactly("a");
  }

  private static List<String> runsShown(RunCollector shown) {
    return Scrape.of(shown, ScrapeFormat.TEXT).series("plateau_run_phase_code").stream()
        .map(line -> line.replaceFirst(".*run=\"([^\"]*)\".*", "$1"))
        .toList();
  }

  /** A clock that stands where it was put. */
  private static final class MovingClock extends Clock {
    private long micros;

    MovingClock(long micros) {
      this.micros = micros;
    }

    void moveTo(long newMicros) {
      micros = newMicros;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void runOrPartitionTakenFromTheTable_hasNoSeries() {
    views.put(0, new SampleRun("e", "a").view());
    views.put(1, new SampleRun("e", "b").view());
    assertThat(scrape().series("plateau_run_attempt")).hasSize(2);
    views.remove(0, "a");
    assertThat(scrape().series("plateau_run_attempt")).hasSize(1);
    views.drop(1);
    assertThat(scrape().series("plateau_run_attempt")).isEmpty();
    assertThat(scrape().series("plateau_runs")).isEmpty();
  }

  @Test
  void phase_isOneSeries_whichMovesWithTheRun() {
    views.put(0, new SampleRun("e", "a").view());
    assertThat(scrape().series("plateau_run_phase"))
        .containsExactly("plateau_run_phase{experiment=\"e\",phase=\"descending\",run=\"a\"} 1.0");
    views.put(0, new SampleRun("e", "a").in(RunPhase.STABILIZED).view());
    assertThat(scrape().series("plateau_run_phase"))
        .containsExactly("plateau_run_phase{experiment=\"e\",phase=\"stabilized\",run=\"a\"} 1.0");
  }

  @Test
  void metrics_goToTheirOwnFamily_orByLayer_orToCustom() {
    views.put(
        0,
        new SampleRun("e", "a")
            .at(9, 0)
            .metric("feature_sparsity/1", 0.25)
            .metric("feature_sparsity/2", 0.75)
            .metric("accuracy", 0.9)
            .metric("gradient_norm", 2)
            .metric("gradient_norm/dense", 1)
            .view());
    Scrape scrape = scrape();
    assertThat(scrape.series("plateau_run_feature_sparsity_ratio"))
        .containsExactly(
            "plateau_run_feature_sparsity_ratio{experiment=\"e\",layer=\"1\",run=\"a\"} 0.25",
            "plateau_run_feature_sparsity_ratio{experiment=\"e\",layer=\"2\",run=\"a\"} 0.75");
    assertThat(scrape.series("plateau_run_custom"))
        .containsExactlyInAnyOrder(
            "plateau_run_custom{experiment=\"e\",layer=\"\",metric=\"accuracy\",run=\"a\"} 0.9",
            "plateau_run_custom{experiment=\"e\",layer=\"dense\",metric=\"gradient_norm\","
                + "run=\"a\"} 1.0");
    assertThat(scrape.series("plateau_run_gradient_norm")).hasSize(1);
    assertThat(scrape.series("plateau_run_probe_step"))
        .containsExactly(
            "plateau_run_probe_step{experiment=\"e\",probe=\"feature_sparsity\",run=\"a\"} 9.0");
  }

  @Test
  void valuesThatAreNotFinite_areExposedAsTheyAre() {
    views.put(0, new SampleRun("e", "a").metric("loss", Double.NaN).view());
    views.put(0, new SampleRun("e", "b").metric("loss", Double.POSITIVE_INFINITY).view());
    views.put(0, new SampleRun("e", "c").metric("loss", Double.NEGATIVE_INFINITY).view());
    views.put(0, new SampleRun("e", "d").metric("loss", -0.0).view());
    assertThat(scrape().series("plateau_run_loss"))
        .containsExactly(
            "plateau_run_loss{experiment=\"e\",run=\"a\"} NaN",
            "plateau_run_loss{experiment=\"e\",run=\"b\"} +Inf",
            "plateau_run_loss{experiment=\"e\",run=\"c\"} -Inf",
            "plateau_run_loss{experiment=\"e\",run=\"d\"} -0.0");
  }

  @Test
  void labels_withQuotesNewlinesAndUnicode_areEscaped() {
    views.put(
        0,
        new SampleRun("a \"b\" \\ \n 損失", "r")
            .describedBy("line\nbreak", Map.of("model", "\"q\"\\"), Map.of())
            .metric("weird \"m\"/\\l", 1)
            .view());
    Scrape scrape = scrape();
    String experiment = "experiment=\"a \\\"b\\\" \\\\ \\n 損失\"";
    assertThat(scrape.series("plateau_run_custom"))
        .containsExactly(
            "plateau_run_custom{"
                + experiment
                + ",layer=\"\\\\l\",metric=\"weird \\\"m\\\"\","
                + "run=\"r\"} 1.0");
    assertThat(scrape.series("plateau_run_info"))
        .containsExactly(
            "plateau_run_info{"
                + experiment
                + ",model=\"\\\"q\\\"\\\\\",name=\"line\\nbreak\","
                + "run=\"r\"} 1");
  }

  @Test
  void order_ofSeries_isTheSameWhateverTheOrderOfArrival() {
    List<SampleRun> runs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      runs.add(
          new SampleRun("e" + i % 3, "r" + i)
              .metric("loss", i)
              .metric("feature_sparsity/" + i % 4, 0)
              .metric("custom/" + i, 0));
    }
    Scrape first = null;
    for (int round = 0; round < 5; round++) {
      Collections.shuffle(runs, new Random(round));
      RunViews shuffled = new RunViews(RunLife.DEFAULT);
      runs.forEach(run -> shuffled.put(runs.indexOf(run) % 4, run.view()));
      Scrape scrape = Scrape.of(shuffled);
      assertThat(scrape).isEqualTo(first == null ? scrape : first);
      first = scrape;
    }
  }

  @Test
  void experimentToldLate_movesTheSeries() {
    views.put(0, new SampleRun("", "a").view());
    assertThat(scrape().series("plateau_run_attempt"))
        .containsExactly("plateau_run_attempt{experiment=\"\",run=\"a\"} 1.0");
    views.put(0, new SampleRun("e", "a").view());
    assertThat(scrape().series("plateau_run_attempt"))
        .containsExactly("plateau_run_attempt{experiment=\"e\",run=\"a\"} 1.0");
  }

  @Test
  void description_toldAnew_changesTheInfo() {
    views.put(0, new SampleRun("e", "a").view());
    assertThat(scrape().series("plateau_run_info"))
        .containsExactly("plateau_run_info{experiment=\"e\",name=\"a\",run=\"a\"} 1");
    Map<String, String> config = Map.of("seed", "7", "other", "not a label");
    Map<String, String> tags = Map.of("replay_of", "z");
    views.put(0, new SampleRun("e", "a").describedBy("Run A", config, tags).view());
    assertThat(scrape().series("plateau_run_info"))
        .containsExactly(
            "plateau_run_info{experiment=\"e\",name=\"Run A\",replay_of=\"z\",run=\"a\","
                + "seed=\"7\"} 1");
  }

  @Test
  void books_areSummedOverPartitions() {
    views.setTotals(0, new Totals(1, 2, 3, 4, 5, 6));
    views.setTotals(3, new Totals(10, 20, 30, 40, 50, 60));
    views.put(0, new SampleRun("e", "a").totals(new Totals(0, 0, 0, 0, 0, 9)).view());
    assertThat(scrape().series())
        .contains(
            "plateau_records_total{outcome=\"applied\"} 11.0",
            "plateau_records_total{outcome=\"malformed\"} 44.0",
            "plateau_steps_total 55.0",
            "plateau_conflicts_total 66.0",
            "plateau_run_conflicts_total{experiment=\"e\",run=\"a\"} 9.0");
  }

  @Test
  void lag_isThatOfTheSlowestPartition_andAbsentBeforeAnyoneSays() {
    views.setWatermark(0, 0);
    assertThat(scrape().series("plateau_collector_lag_seconds")).isEmpty();
    views.setWatermark(1, SampleRun.START_MICROS + 1_500_000);
    views.setWatermark(2, SampleRun.START_MICROS + 3_500_000);
    assertThat(scrape().series("plateau_collector_lag_seconds"))
        .containsExactly("plateau_collector_lag_seconds 2.5");
    views.setWatermark(1, SampleRun.START_MICROS + 9_000_000);
    views.setWatermark(2, SampleRun.START_MICROS + 9_000_000);
    assertThat(scrape().series("plateau_collector_lag_seconds"))
        .containsExactly("plateau_collector_lag_seconds 0.0");
  }

  @Test
  void infoLabels_thatCollide_areRefused() {
    assertThatThrownBy(() -> new InfoLabels(List.of("a-b", "a.b"))).hasMessageContaining("a.b");
    assertThatThrownBy(() -> new InfoLabels(List.of("run"))).hasMessageContaining("'run'");
    assertThatThrownBy(() -> new InfoLabels(Collections.nCopies(17, "k")))
        .hasMessageContaining("16");
    assertThat(new InfoLabels(List.of("9 lives", "__x")).of(Map.of("9 lives", "y", "__x", "z")))
        .containsExactly("key_9_lives", "y", "key___x", "z");
  }

  /** At most 64 layers have a series each; of more none has, and they are counted. */
  @Test
  void customMetric_ofMoreThan64Layers_isCountedAndNotExposed() {
    SampleRun few = new SampleRun("e", "few");
    SampleRun many = new SampleRun("e", "many").metric("gap/1", 3);
    for (int k = 1; k <= 65; k++) {
      many.metric("pixel/" + k, k);
      many.metric("spectral_norm/" + k, k);
      if (k <= 64) {
        few.metric("pixel/" + k, k);
      }
    }
    views.put(0, few.view());
    views.put(0, many.view());
    Scrape scrape = scrape();
    assertThat(scrape.series("plateau_run_custom"))
        .filteredOn(series -> series.contains("run=\"few\""))
        .hasSize(64);
    assertThat(scrape.series("plateau_run_custom"))
        .filteredOn(series -> series.contains("run=\"many\""))
        .containsExactly(
            "plateau_run_custom{experiment=\"e\",layer=\"1\",metric=\"gap\",run=\"many\"} 3.0");
    assertThat(scrape.series("plateau_run_spectral_norm")).hasSize(65);
    assertThat(scrape.series("plateau_run_custom_hidden_layers"))
        .containsExactly(
            "plateau_run_custom_hidden_layers{experiment=\"e\",metric=\"pixel\",run=\"many\"}"
                + " 65.0");
  }
}
