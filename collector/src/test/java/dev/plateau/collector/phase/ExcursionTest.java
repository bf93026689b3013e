package dev.plateau.collector.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ExcursionTest {
  @Test
  void find_onPlateausWithFallsAndRises_isAsTheOracleSays() {
    Random random = new Random(1);
    int falls = 0;
    int rises = 0;
    for (int i = 0; i < 10_000; i++) {
      double[] logs = plateau(random);
      Optional<Excursion> found = Excursion.find(logs, logs.length);
      assertThat(found)
          .as("case %d", i)
          .isEqualTo(NaiveMsr.excursion(DoubleStream.of(logs).boxed().toList()));
      falls += found.filter(Excursion::isFall).isPresent() ? 1 : 0;
      rises += found.filter(excursion -> !excursion.isFall()).isPresent() ? 1 : 0;
    }
    assertThat(falls).as("falls").isGreaterThan(1_000);
    assertThat(rises).as("rises").isGreaterThan(300);
  }

  /** Noise of up to 0.2 decades, coarse in a quarter of the cases; its end lies lower or higher. */
  private static double[] plateau(Random random) {
    int count = 32 + random.nextInt(224);
    double noise = 0.2 * random.nextDouble() * random.nextDouble();
    double change = random.nextInt(3) == 0 ? 1 + 1.2 * random.nextDouble() : -random.nextDouble();
    int changed = 1 + random.nextInt(count / 3);
    double grain = random.nextInt(4) == 0 ? 0.05 : 0;
    double[] logs = new double[count];
    for (int i = 0; i < count; i++) {
      double value = noise * random.nextGaussian() + (i >= count - changed ? change : 0);
      logs[i] = grain == 0 ? value : grain * Math.round(value / grain);
    }
    return logs;
  }
}
