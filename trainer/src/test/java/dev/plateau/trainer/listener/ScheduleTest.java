package dev.plateau.trainer.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  @Test
  void every_anyN_isDueFromStepZero() {
    assertThat(dueBelow(8, "every:3")).containsExactly(0L, 3L, 6L);
    assertThat(dueBelow(3, "every:1")).hasSize(3);
    assertThat(Schedule.parse("every:3")).hasToString("every:3");
  }

  /** Oracle: all points are enumerated. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 10, 100, 1000})
  void log_anyK_isDueAtZeroAndAtTheRoundedPowers(int perDecade) {
    TreeSet<Long> expected = new TreeSet<>();
    expected.add(0L);
    for (int i = 0; i <= 5 * perDecade; i++) {
      expected.add(Math.round(Math.pow(10, (double) i / perDecade)));
    }
    expected.removeIf(step -> step >= 100_000);
    assertThat(dueBelow(100_000, "log:" + perDecade)).containsExactlyElementsOf(expected);
    assertThat(Schedule.parse("log:7")).hasToString("log:7");
  }

  @Test
  void atEpoch_firstStepOfAnEpoch_isDue() {
    Schedule schedule = Schedule.parse("at-epoch");
    assertThat(schedule.isDue(17, true)).isTrue();
    assertThat(schedule.isDue(18, false)).isFalse();
    assertThat(schedule).hasToString("at-epoch");
  }

  @Test
  void budget_percent_isAShareAndReadsAgain() {
    assertThat(Schedule.parse("budget:1%")).isEqualTo(new Schedule.WithinBudget(0.01));
    assertThat(Schedule.parse("budget:0.5%")).isEqualTo(new Schedule.WithinBudget(0.005));
    assertThat(dueBelow(3, "budget:1%")).hasSize(3);
    assertThat(Schedule.parse(Schedule.parse("budget:0.7%").toString()))
        .isEqualTo(new Schedule.WithinBudget(0.007));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "every",
        "every:",
        "every:0",
        "every:-1",
        "every:1.5",
        "log",
        "log:0",
        "log:1001",
        "at-epoch:",
        "at-epoch:1",
        "budget",
        "budget:1",
        "budget:0%",
        "budget:101%",
        "budget:NaN%",
        "10",
        "Every:1"
      })
  void schedule_anythingElse_isRefusedQuotingIt(String text) {
    assertThatThrownBy(() -> Schedule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a schedule is every:N, log:K (points a decade), at-epoch or budget:P%, got '"
                + text
                + "'");
  }

  private static List<Long> dueBelow(long end, String schedule) {
    Schedule parsed = Schedule.parse(schedule);
    return LongStream.range(0, end).filter(step -> parsed.isDue(step, false)).boxed().toList();
  }
}
