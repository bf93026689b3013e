package dev.plateau.trainer.experiment.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.trainer.probe.Matrix;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void samples_targetsThatDoNotFit_areRefused() {
    assertThatThrownBy(() -> new Samples(Matrix.zeros(2, 3), new double[3]))
        .hasMessage("2 samples got 3 targets");
  }
}
