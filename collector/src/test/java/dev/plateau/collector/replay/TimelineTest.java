package dev.plateau.collector.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {
  private static final long SECOND = 1_000_000;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rowsOfOneAttempt_standWhereTheTimesBeforeThemAddUpTo(boolean keepsDowntime) {
    Random random = new Random(7);
    for (int run = 0; run < 50; run++) {
      Timeline timeline = new Timeline(keepsDowntime);
      long clock = random.nextInt(1_000_000);
      long step = -1;
      long expected = 0;
      long before = clock;
      for (int row = 0; row < 200; row++) {
        boolean late = step >= 0 && random.nextInt(10) == 0;
        // Set back now and then, and long pauses.
        clock += random.nextInt(20) == 0 ? -random.nextInt(5_000_000) : random.nextInt(50_000);
        clock += random.nextInt(50) == 0 ? 60 * SECOND : 0;
        if (late) {
          assertThat(timeline.row("a", random.nextLong(step + 1), clock)).isEqualTo(expected);
          continue;
        }
        step += 1 + random.nextInt(3);
        expected += row == 0 || clock < before ? 0 : clock - before;
        before = clock;
        assertThat(timeline.row("a", step, clock)).isEqualTo(expected);
      }
    }
  }

  @Test
  void timeBetweenAttempts_isKeptWhereAskedAndElseOneUsualStep() {
    for (boolean keeps : new boolean[] {true, false}) {
      Timeline timeline = new Timeline(keeps);
      for (int step = 0; step <= 100; step++) {
        // One long pause in the middle is not usual.
        timeline.row(1, step, step * SECOND + (step > 50 ? 500 * SECOND : 0));
      }
      assertThat(timeline.position()).isEqualTo(600 * SECOND);
      long resumed = timeline.row(2, 80, 4000 * SECOND);
      assertThat(resumed).isEqualTo(keeps ? 4000 * SECOND : 601 * SECOND);
      assertThat(timeline.row(2, 81, 4002 * SECOND)).isEqualTo(resumed + 2 * SECOND);
    }
  }

  @Test
  void attemptWhoseClockIsBehind_followsAtOnce() {
    for (boolean keeps : new boolean[] {true, false}) {
      Timeline timeline = new Timeline(keeps);
      timeline.row(1, 0, 100 * SECOND);
      timeline.row(1, 1, 101 * SECOND);
      assertThat(timeline.row(2, 2, 7 * SECOND)).isEqualTo(SECOND);
      assertThat(timeline.row(2, 3, 8 * SECOND)).isEqualTo(2 * SECOND);
    }
  }

  @Test
  void trainersThatSpeakAtTheSameTime_advanceSideBySide() {
    Timeline timeline = new Timeline(true);
    long hours = 3 * 3600 * SECOND;
    timeline.row("a", 0, 0);
    timeline.row("b", 0, 0);
    for (int step = 1; step <= 10; step++) {
      assertThat(timeline.row("a", step, step * SECOND)).isEqualTo(step * SECOND);
      assertThat(timeline.row("b", step, step * SECOND)).isEqualTo(step * SECOND);
    }
    assertThat(timeline.row("c", 0, hours)).isEqualTo(hours);
    assertThat(timeline.row("b", 11, 11 * SECOND)).as("never back").isEqualTo(hours);
  }

  @Test
  void whatIsLeftOut_takesNoTime() {
    Timeline timeline = new Timeline(false);
    timeline.row(1, 0, 0);
    timeline.pass(1, 1, 10 * SECOND);
    timeline.pass(1, 2, 20 * SECOND);
    assertThat(timeline.row(1, 3, 21 * SECOND)).isEqualTo(SECOND);
  }

  @Test
  void clocksThatSayAnything_neverMakeItFall() {
    Random random = new Random(3);
    long[] times = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1, 1_700_000_000_000_000L};
    for (int run = 0; run < 200; run++) {
      Timeline timeline = new Timeline(random.nextBoolean());
      long last = 0;
      for (int i = 0; i < 30; i++) {
        long position =
            timeline.row(
                random.nextInt(3), random.nextInt(20), times[random.nextInt(times.length)]);
        assertThat(position).isGreaterThanOrEqualTo(last);
        last = position;
      }
    }
  }
}
