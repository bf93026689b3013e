package dev.plateau.collector.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All times are a fake clock's. */
class PaceTest {
  private static final long ROW_NANOS = 2_000;

  /** Rows go never before they are due, and after that as soon as the machine is free. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 10, 100, 333.3})
  void rows_goWhenTheyAreDueAndCatchUpWithWhatWasLate(double factor) {
    Random random = new Random(11);
    FakeTicker ticker = new FakeTicker(5, true);
    Pace pace = new Pace(new Speed(factor), ticker, new Onlooker());
    long position = random.nextInt(1_000_000);
    long origin = position;
    pace.await(position);
    long begun = ticker.nanos();
    for (int row = 0; row < 20_000; row++) {
      position += random.nextInt(100) == 0 ? random.nextInt(3_000_000) : random.nextInt(20_000);
      assertThat(pace.await(position)).isTrue();
      long at = ticker.nanos();
      double due = begun + (position - origin) * 1e3 / factor;
      assertThat(at - due).as("early").isGreaterThan(-200);
      // Since the stall the thread was busy with the rows that it had to catch up with.
      double possible = Math.max(due, (double) ticker.freeSince());
      long behind = (long) Math.min(row + 1, FakeTicker.LONGEST_STALL_NANOS * factor / 1000) + 1;
      assertThat(at - possible)
          .as("late")
          .isLessThan(FakeTicker.WORST_OVERSHOOT_NANOS + behind * (ROW_NANOS + 200.0));
      ticker.work(ROW_NANOS);
    }
  }

  /** The bar of the issue, on a machine whose every wait is late. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 10, 100})
  void rate_overTenSeconds_isKept(double factor) {
    FakeTicker ticker = new FakeTicker(9, false);
    Pace pace = new Pace(new Speed(factor), ticker, new Onlooker());
    pace.await(0);
    long begun = ticker.nanos();
    long rows = 0;
    while (ticker.nanos() - begun < 10_000_000_000L) {
      rows++;
      pace.await(rows * 10_000);
      ticker.work(ROW_NANOS);
    }
    assertThat(rows / (100 * factor * 10)).isCloseTo(1, within(0.001));
    assertThat(pace.reached()).isCloseTo(factor, within(0.001 * factor));
  }

  @Test
  void machineThatIsTooSlow_saysWhatItReached() {
    FakeTicker ticker = new FakeTicker(9, false);
    Pace pace = new Pace(new Speed(1000), ticker, new Onlooker());
    for (int row = 0; row < 10_000; row++) {
      pace.await(row * 1000L);
      ticker.work(4_000);
    }
    // A row of a millisecond takes four microseconds.
    assertThat(pace.reached()).isCloseTo(250, within(15.0));
  }

  @Test
  void max_neverWaits() {
    FakeTicker ticker = new FakeTicker(2, false);
    Onlooker onlooker = new Onlooker();
    Pace pace = new Pace(Speed.MAX, ticker, onlooker);
    for (long row = 0; row < 1000; row++) {
      assertThat(pace.await(row * 3_600_000_000L)).isTrue();
    }
    assertThat(onlooker.longestWait).isZero();
  }

  @Test
  void longPause_isLeftWhenTheReplayIsToStop() {
    FakeTicker ticker = new FakeTicker(2, false);
    int[] waits = {0};
    ReplayWatch stopsInThePause =
        new ReplayWatch() {
          @Override
          public boolean isStopped() {
            return waits[0] >= 3;
          }

          @Override
          public void replayed(long step, long rows, double speed) {}

          @Override
          public void waits(double seconds) {
            waits[0]++;
          }

          @Override
          public void note(String sentence) {}
        };
    Pace pace = new Pace(new Speed(1), ticker, stopsInThePause);
    assertThat(pace.await(0)).isTrue();
    assertThat(pace.await(3_600_000_000L)).isFalse();
    assertThat(waits[0]).isEqualTo(3);
  }
}
