package dev.plateau.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.listener.RecordedRows;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long MILLISECOND = 1_000_000;

  private final StringWriter shown = new StringWriter();
  private final RecordedRows rows = new RecordedRows();
  private long nanos;

  @Test
  void terminal_manyRows_isRedrawnAtMostFiveTimesASecondWithinItsWidth() {
    Progress progress = progress(Optional.of(new Terminal(80)), 1000);
    steps(progress, 1000, 2 * MILLISECOND);
    progress.finish();
    List<String> drawn = List.of(shown.toString().strip().split("\r", -1));
    assertThat(drawn)
        .hasSizeBetween(10, 11)
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
    assertThat(drawn.get(4))
        .startsWith("[#########----------]  50 %  step 500  loss 0.500  500 steps/s  0:01 left");
    assertThat(drawn.get(drawn.size() - 1)).contains("100 %  step 999");
    assertThat(rows.rows()).hasSize(1000);
    assertThat(rows.row(7).value(Metrics.LOSS)).isEqualTo(0.5);
  }

  @Test
  void noTerminal_manyRows_isALineEveryFewSeconds() {
    Progress progress = progress(Optional.empty(), 1000);
    steps(progress, 1000, 12 * MILLISECOND);
    progress.finish();
    assertThat(shown.toString().lines()).hasSize(2);
    assertThat(shown.toString()).doesNotContain("\r").contains("steps/s");
  }

  @Test
  void plannedRows_unknown_showsNeitherShareNorTimeLeft() {
    Progress progress = progress(Optional.of(new Terminal(60)), 0);
    steps(progress, 10, 500 * MILLISECOND);
    assertThat(shown.toString()).contains("step 9").doesNotContain("%").doesNotContain("left");
  }

  @Test
  void resumed_showsTheShareOfTheWholeRun() {
    Progress progress =
        new Progress(
            rows, new PrintWriter(shown), Optional.of(new Terminal(80)), 1000, 800, () -> nanos);
    steps(progress, 100, 20 * MILLISECOND);
    progress.finish();
    assertThat(shown.toString()).contains("90 %").contains("50 steps/s  0:02 left");
    assertThat(shown.toString()).doesNotContain("\r  10 %");
  }

  @Test
  void pacedSink_manyRows_waitsForTheirTimes() {
    List<Long> parked = new ArrayList<>();
    PacedSink paced =
        new PacedSink(
            rows,
            100,
            () -> nanos,
            time -> {
              parked.add(time);
              nanos += time;
            });
    for (int i = 0; i < 5; i++) {
      nanos += MILLISECOND;
      paced.step(i);
      paced.commit();
    }
    assertThat(parked).hasSize(5);
    assertThat(nanos).isEqualTo(MILLISECOND + 5 * 10 * MILLISECOND);
    nanos += 1000 * MILLISECOND;
    paced.step(5);
    paced.commit();
    paced.step(6);
    paced.commit();
    assertThat(parked.get(parked.size() - 1)).isEqualTo(10 * MILLISECOND);
  }

  @Test
  void laterRowsOfSteps_areNeitherCountedNorShown() {
    Progress progress = progress(Optional.of(new Terminal(80)), 4);
    for (int step = 0; step < 4; step++) {
      nanos += 300 * MILLISECOND;
      progress.step(step);
      progress.put(Metrics.LOSS, 0.5);
      progress.commit();
      nanos += 300 * MILLISECOND;
      progress.again(0);
      progress.put(Metrics.LOSS, 7);
      progress.put(Metrics.NTK_RANK, step);
      progress.commit();
    }
    progress.finish();
    assertThat(shown.toString())
        .contains("100 %  step 3  loss 0.500")
        .doesNotContain("step 0", "loss 7");
    assertThat(rows.written()).hasSize(8);
    assertThat(rows.row(0).value(Metrics.NTK_RANK)).isEqualTo(3);
  }

  @Test
  void pacedSink_laterRowsOfSteps_areNotWaitedFor() {
    List<Long> parked = new ArrayList<>();
    PacedSink paced =
        new PacedSink(
            rows,
            100,
            () -> nanos,
            time -> {
              parked.add(time);
              nanos += time;
            });
    for (int step = 0; step < 4; step++) {
      paced.step(step);
      paced.commit();
      paced.again(step);
      paced.commit();
    }
    assertThat(parked).hasSize(4);
    assertThat(rows.written()).hasSize(8);
  }

  private Progress progress(Optional<Terminal> terminal, long planned) {
    return new Progress(rows, new PrintWriter(shown), terminal, planned, () -> nanos);
  }

  private void steps(Progress progress, int count, long nanosEach) {
    for (int step = 0; step < count; step++) {
      nanos += nanosEach;
      progress.step(step);
      progress.put(Metrics.LOSS, 0.5);
      progress.put(Metrics.FULL_LOSS, 7);
      progress.commit();
    }
  }
}
