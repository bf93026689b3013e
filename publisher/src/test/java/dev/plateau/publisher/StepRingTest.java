package dev.plateau.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StepRingTest {
  private static final int WORDS = 512;

  @Test
  void randomUse_anyOrderOfCalls_matchesNaiveQueue() throws Exception {
    Random random = new Random(1);
    StepRing ring = new StepRing(WORDS * 8L);
    Deque<List<Double>> oracle = new ArrayDeque<>();
    int oracleWords = 0;
    long finished = 0;
    long taken = 0;
    List<Double> row = null;
    for (int i = 0; i < 200_000; i++) {
      switch (random.nextInt(20)) {
        case 0 -> {
          taken += oracle.size();
          assertThat(drained(ring)).containsExactlyElementsOf(oracle);
          oracle.clear();
          oracleWords = 0;
        }
        case 1, 2, 3, 4 -> {
          finished += row == null ? 0 : 1;
          ring.begin(i, -i);
          row = new ArrayList<>(List.of((double) i, (double) -i));
        }
        case 5, 6, 7, 8 -> {
          ring.commit();
          if (row != null) {
            finished++;
            int words = 3 + (row.size() - 2);
            if (oracleWords + words <= WORDS) {
              oracle.add(row);
              oracleWords += words;
            }
            row = null;
          }
        }
        default -> {
          double value = random.nextInt(10) == 0 ? Double.NaN : random.nextGaussian();
          int slot = random.nextInt(100);
          ring.put(slot, value);
          if (row != null) {
            row.add((double) slot);
            row.add(value);
          }
        }
      }
      assertThat(ring.accepted()).isEqualTo(taken + oracle.size());
      assertThat(ring.accepted() + ring.dropped()).isEqualTo(finished);
    }
    assertThat(ring.dropped()).isPositive();
    assertThat(taken).isGreaterThan(1000);
  }

  @Test
  void concurrentUse_randomSizes_losesReordersAndRepeatsNothing() throws Exception {
    StepRing ring = new StepRing(WORDS * 8L);
    long wanted = 500_000;
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Long> producer =
        CompletableFuture.supplyAsync(
            () -> {
              Random sizes = new Random(2);
              long step = 0;
              for (; ring.accepted() < wanted; step++) {
                int values = sizes.nextInt(20);
                ring.begin(step, 31 * step);
                for (int i = 0; i < values; i++) {
                  ring.put(i, (double) (step + i));
                }
                ring.commit();
                if (sizes.nextBoolean() && !ring.hasRoomFor(20)) {
                  LockSupport.parkNanos(1_000);
                }
              }
              done.set(true);
              return step;
            });
    Checker checker = new Checker();
    boolean last;
    do {
      last = done.get();
      ring.drain(checker);
    } while (!last);
    long pushed = producer.get(30, TimeUnit.SECONDS);
    assertThat(checker.rows).isEqualTo(ring.accepted()).isEqualTo(wanted);
    assertThat(ring.accepted() + ring.dropped()).isEqualTo(pushed);
    assertThat(ring.dropped()).isPositive();
    assertThat(checker.faults).isEmpty();
  }

  @Test
  void row_largerThanRing_isDroppedAndLeavesRoomForOthers() throws Exception {
    StepRing ring = new StepRing(WORDS * 8L);
    assertThat(ring.hasRoomFor(WORDS / 2)).isFalse();
    ring.begin(1, 1);
    for (int i = 0; i < WORDS; i++) {
      ring.put(i, i);
    }
    ring.commit();
    ring.begin(2, 2);
    ring.commit();
    assertThat(drained(ring)).containsExactly(List.of(2.0, 2.0));
    assertThat(ring.dropped()).isOne();
  }

  @Test
  void valueAndCommit_withoutRow_doNothing() throws Exception {
    StepRing ring = new StepRing(WORDS * 8L);
    ring.put(0, 1);
    ring.commit();
    assertThat(drained(ring)).isEmpty();
    assertThat(ring.accepted() + ring.dropped()).isZero();
  }

  private static List<List<Double>> drained(StepRing ring) throws InterruptedException {
    List<List<Double>> rows = new ArrayList<>();
    ring.drain(
        new StepRing.RowSink() {
          @Override
          public void row(long step, long timeMicros, int values) {
            rows.add(new ArrayList<>(List.of((double) step, (double) timeMicros)));
          }

          @Override
          public void value(int slot, double value) {
            rows.get(rows.size() - 1).addAll(List.of((double) slot, value));
          }
        });
    return rows;
  }

  /** Checks that rows ascend and hold what belongs to their step. */
  private static final class Checker implements StepRing.RowSink {
    private final List<String> faults = new ArrayList<>();
    private long rows;
    private long step = -1;
    private int next;
    private int values;

    @Override
    public void row(long step, long timeMicros, int values) {
      if (step <= this.step || timeMicros != 31 * step || next != this.values) {
        faults.add("row " + step + " after " + this.step + " at " + timeMicros);
      }
      rows++;
      this.step = step;
      this.values = values;
      next = 0;
    }

    @Override
    public void value(int slot, double value) {
      if (slot != next || value != step + slot) {
        faults.add("value " + value + " of slot " + slot + " in row " + step);
      }
      next++;
    }
  }
}
