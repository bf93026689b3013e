package dev.plateau.trainer.experiment.sgd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.probe.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochsTest {
  private static final int SAMPLES = 10;

  @Test
  void next_sizeThatDoesNotDivide_everySampleOnceAnEpochInNewOrder() {
    double[] numbers = IntStream.range(0, SAMPLES).asDoubleStream().toArray();
    Samples samples = new Samples(new Matrix(SAMPLES, 1, numbers.clone()), numbers);
    Epochs epochs = new Epochs(samples, 4, RandomStream.of(3, "order"));
    List<List<Double>> orders = new ArrayList<>();
    for (int epoch = 0; epoch < 3; epoch++) {
      List<Double> order = new ArrayList<>();
      for (int size : new int[] {4, 4, 2}) {
        MiniBatch batch = epochs.next();
        assertThat(epochs.epoch()).isEqualTo(epoch);
        assertThat(batch.size()).isEqualTo(size);
        assertThat(batch.x().data().asDouble()).containsExactly(batch.y().data().asDouble());
        Arrays.stream(batch.y().data().asDouble()).forEach(order::add);
      }
      assertThat(order)
          .containsExactlyInAnyOrder(Arrays.stream(numbers).boxed().toArray(Double[]::new));
      orders.add(order);
    }
    assertThat(orders).doesNotHaveDuplicates();
  }
}
