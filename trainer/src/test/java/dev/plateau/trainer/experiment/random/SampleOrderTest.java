package dev.plateau.trainer.experiment.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SampleOrderTest {
  @Test
  void next_eachEpoch_givesEverySampleOnceInAnOrderOfItsOwn() {
    SampleOrder order = new SampleOrder(10, RandomStream.of(4, "order"));
    List<Integer> first = epoch(order);
    List<Integer> second = epoch(order);
    Integer[] all = IntStream.range(0, 10).boxed().toArray(Integer[]::new);
    assertThat(first).containsExactlyInAnyOrder(all).isNotEqualTo(List.of(all));
    assertThat(second).containsExactlyInAnyOrder(all).isNotEqualTo(first);
  }

  private static List<Integer> epoch(SampleOrder order) {
    return Stream.generate(order::next).limit(10).toList();
  }
}
