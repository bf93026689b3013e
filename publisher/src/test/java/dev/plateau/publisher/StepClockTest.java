package dev.plateau.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StepClockTest {
  private Instant wall = Instant.ofEpochSecond(1_000);
  private long nanos = 5_000_000;
  private long gapNanos;

  private final StepClock clock =
      new StepClock(
          () -> {
            nanos += gapNanos;
            return wall;
          },
          () -> nanos);

  @Test
  void clock_whileTimePasses_countsFromTheWallClock() {
    assertThat(clock.micros()).isEqualTo(1_000_000_000L);
    nanos += 7_000;
    assertThat(clock.micros()).isEqualTo(1_000_000_007L);
  }

  @Test
  void clock_wallClockSet_followsAtTheNextSynchronization() {
    wall = wall.minusSeconds(10);
    assertThat(clock.micros()).isEqualTo(1_000_000_000L);
    clock.synchronize();
    assertThat(clock.micros()).isEqualTo(990_000_000L);
  }

  @Test
  void clock_readingInterruptedEachTime_keepsItsOffset() {
    gapNanos = 1_000_000;
    clock.synchronize();
    // Five readings took 5 ms; the wall clock stood still meanwhile.
    assertThat(clock.micros()).isEqualTo(1_000_005_000L);
  }

  @Test
  void systemClock_now_isTheWallClock() {
    StepClock system = StepClock.system();
    Instant before = Instant.now();
    long micros = system.micros();
    Instant after = Instant.now();
    assertThat(Instant.EPOCH.plusNanos(1000 * micros))
        .isBetween(before.minusSeconds(1), after.plusSeconds(1));
  }
}
