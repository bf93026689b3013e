package dev.plateau.collector.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PlateauCriterionTest {
  @Test
  void isLevel_ofStretchesAboutTheLimits_isAsTheOracleSays() {
    Random random = new Random(1);
    int level = 0;
    for (int i = 0; i < 5_000; i++) {
      double[] logs = stretch(random);
      boolean expected = NaiveMsr.isLevel(boxed(logs));
      assertThat(PlateauCriterion.isLevel(logs, 0, logs.length))
          .as("case %d", i)
          .isEqualTo(expected);
      level += expected ? 1 : 0;
    }
    assertThat(level).as("level stretches").isBetween(1_000, 4_000);
  }

  /** 32 to 255 values with a trend and a wave of up to a decade, and some noise. */
  private static double[] stretch(Random random) {
    double[] logs = new double[32 + random.nextInt(224)];
    double trend = random.nextGaussian() * 0.3;
    double wave = random.nextDouble();
    double waves = 1 + 5 * random.nextDouble();
    double noise = 0.3 * random.nextDouble();
    for (int i = 0; i < logs.length; i++) {
      double at = (double) i / logs.length;
      logs[i] =
          trend * at + wave * Math.sin(2 * Math.PI * waves * at) + noise * random.nextGaussian();
    }
    return logs;
  }

  private static List<Double> boxed(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }
}
