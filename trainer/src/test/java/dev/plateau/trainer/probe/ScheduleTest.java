package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  @Test
  void schedule_everyN_isDueFromStepZero() {
    Schedule schedule = Schedule.parse("every:3");
    assertThat(LongStream.range(0, 8).filter(schedule::isDue)).containsExactly(0L, 3L, 6L);
    assertThat(schedule).hasToString("every:3");
    assertThat(LongStream.range(0, 3).filter(Schedule.parse("every:1")::isDue)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "every", "every:", "every:0", "every:-1", "every:1.5", "log:10", "10"})
  void schedule_anythingElse_isRefusedQuotingIt(String text) {
    assertThatThrownBy(() -> Schedule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a schedule is every:N with a whole N >= 1, got '" + text + "'");
  }
}
