package dev.plateau.trainer.experiment.largesteps.perceptron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.NumpyIntegers;
import dev.plateau.trainer.experiment.sgd.MiniBatch;
import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawnBatchesTest {
  /** Ten samples whose input is their number. */
  private static final Samples SAMPLES =
      new Samples(new Matrix(10, 1, new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}), new double[10]);

  @Test
  void next_manyBatches_noneTwiceInOneAndAllAlike() {
    DrawnBatches batches = new DrawnBatches(SAMPLES, 4, new NumpyIntegers(3));
    int[] counts = new int[10];
    boolean overlaps = false;
    Set<Integer> before = Set.of();
    for (int step = 0; step < 2500; step++) {
      MiniBatch batch = batches.next();
      Set<Integer> drawn = new HashSet<>();
      for (int i = 0; i < 4; i++) {
        int sample = batch.x().getInt(i, 0);
        counts[sample]++;
        drawn.add(sample);
        overlaps |= before.contains(sample);
      }
      assertThat(drawn).hasSize(4);
      assertThat(batches.epoch()).isEqualTo(step * 4 / 10);
      before = drawn;
    }
    assertThat(overlaps).as("the next batch may have the same samples").isTrue();
    // Five standard deviations of a count of mean 1000.
    assertThat(Arrays.stream(counts)).allMatch(count -> count > 842 && count < 1158);
  }

  @Test
  void next_oneSample_mayComeTwiceInARow() {
    DrawnBatches batches = new DrawnBatches(SAMPLES, 1, new NumpyIntegers(3));
    int repeated = 0;
    int before = -1;
    for (int step = 0; step < 1000; step++) {
      int sample = batches.next().x().getInt(0, 0);
      repeated += sample == before ? 1 : 0;
      before = sample;
    }
    assertThat(repeated).isBetween(60, 140);
  }
}
