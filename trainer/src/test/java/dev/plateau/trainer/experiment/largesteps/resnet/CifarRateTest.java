package dev.plateau.trainer.experiment.largesteps.resnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.trainer.experiment.training.Settings;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class CifarRateTest {
  private static final int EPOCHS = 100;
  private static final int BATCHES = 195;
  private static final Settings SETTINGS = new ResNetCifarExperiment().settings();

  private static CifarRecipe recipe(String name) {
    return CifarRecipe.of(SETTINGS.with("recipe", name));
  }

  private static double at(CifarRate rate, int epoch, int batch) {
    return rate.over((long) EPOCHS * BATCHES, 1).valueAt(epoch * BATCHES + batch, epoch);
  }

  /** The schedule as the paper's code has it, by epochs of which the batch is counted in. */
  private static double reference(double share, double rate, double growth, int epoch, int batch) {
    double t = epoch + (batch + 1) / (double) BATCHES;
    double passed = t / EPOCHS;
    if (growth > 1) {
      if (passed < share) {
        return Math.pow(growth, passed * 100) * rate;
      }
      double reached = Math.pow(growth, share * 100) * rate;
      return passed < 0.9 ? reached / 10 : reached / 100;
    }
    if (passed < share) {
      return rate;
    }
    return passed < 0.9 ? share / 0.5 * rate / 10 : share / 0.5 * rate / 100;
  }

  @Test
  void valueAt_everyStep_isTheReferences() {
    for (double share : new double[] {0.1, 0.3, 0.5}) {
      String name = "decay-" + Math.round(100 * share);
      CifarRate plain = recipe("plain").rate(name);
      CifarRate other = recipe("state-of-the-art").rate(name);
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        for (int batch = 0; batch < BATCHES; batch += batch < BATCHES - 5 ? 19 : 1) {
          assertThat(at(plain, epoch, batch))
              .as("%s, epoch %d, batch %d", name, epoch, batch)
              .isCloseTo(
                  reference(share, 0.75, 1.05, epoch, batch), Percentage.withPercentage(1e-9));
          assertThat(at(other, epoch, batch))
              .as("%s, epoch %d, batch %d", name, epoch, batch)
              .isCloseTo(reference(share, 0.05, 1, epoch, batch), Percentage.withPercentage(1e-9));
        }
      }
    }
  }

  /** Where it falls: the last batch of the epoch before is counted to the epoch behind. */
  @Test
  void valueAt_endOfTheLargeStepSize_isTheLastBatchOfItsEpoch() {
    CifarRate rate = recipe("plain").rate("decay-50");
    assertThat(at(rate, 49, BATCHES - 2)).isBetween(8.59, 0.75 * Math.pow(1.05, 50));
    assertThat(at(rate, 49, BATCHES - 1))
        .isCloseTo(0.075 * Math.pow(1.05, 50), Percentage.withPercentage(1e-9));
    assertThat(at(rate, 89, BATCHES - 2) / at(rate, 89, BATCHES - 1))
        .isCloseTo(10, Percentage.withPercentage(1e-9));
  }

  @Test
  void rate_small_isConstant() {
    for (int epoch : new int[] {0, 60, 99}) {
      assertThat(at(recipe("plain").rate("small"), epoch, 5)).isEqualTo(0.01);
      assertThat(at(recipe("state-of-the-art").rate("small"), epoch, 5)).isEqualTo(0.002);
    }
    assertThat(recipe("plain").rate("small").over(10, 0.5).valueAt(3, 0)).isEqualTo(0.005);
  }

  @Test
  void of_unknownNames_areRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> recipe("plan"))
        .hasMessage("setting recipe must be plain or state-of-the-art, got 'plan'");
    assertThatThrownBy(() -> recipe("plain").rate("decay-20"))
        .hasMessage(
            "setting rate must be one of small, decay-10, decay-30, decay-50, got 'decay-20'");
  }
}
