package dev.plateau.collector.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockSeriesTest {
  @Test
  void blocks_ofAnyStream_areMeansOfConsecutiveStretches() {
    // Small whole numbers: their sums and halves are exact, in whatever order they are taken.
    double[] values = new Random(1).ints(5000, 1, 100).asDoubleStream().toArray();
    BlockSeries series = new BlockSeries();
    for (int t = 0; t < values.length; t++) {
      boolean completed = series.add(3L * t, values[t]);
      assertThat(completed).isEqualTo((t + 1) % lengthAt(t) == 0);
      assertThat(series.count()).isLessThan(256);
      if (completed) {
        assertStretches(series, values, t + 1);
      }
    }
    assertThat(series.blockLength()).isEqualTo(32);
  }

  /** How long blocks are while value {@code t} is taken: twice as long after each 256th. */
  private static long lengthAt(int t) {
    long length = 1;
    while (t >= 256 * length) {
      length *= 2;
    }
    return length;
  }

  private static void assertStretches(BlockSeries series, double[] values, int taken) {
    int length = (int) series.blockLength();
    assertThat(series.length()).isEqualTo(taken);
    for (int block = 0; block < series.count(); block++) {
      double mean = Mean.of(values, block * length, (block + 1) * length);
      assertThat(series.logs()[block]).isEqualTo(Math.log10(mean));
      assertThat(series.firstStep(block)).isEqualTo(3L * block * length);
    }
  }

  @Test
  void dropBefore_someBlock_keepsTheRestAndTheLengthOfBlocks() {
    BlockSeries series = new BlockSeries();
    for (int t = 0; t < 300; t++) {
      series.add(t, t + 1);
    }
    int before = series.count();
    series.dropBefore(100);
    assertThat(series.count()).isEqualTo(before - 100);
    assertThat(series.blockLength()).isEqualTo(2);
    assertThat(series.firstStep(0)).isEqualTo(200);
    assertThat(series.logs()[0]).isEqualTo(Math.log10(201.5));
  }
}
