package dev.plateau.trainer.experiment.support.diagonal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstStepsTest {
  @Test
  void happened_twice_keepsTheFirst() {
    FirstSteps steps = new FirstSteps(1);
    assertThat(steps.isOpen(0)).isTrue();
    steps.happened(0, 5);
    steps.happened(0, 9);
    assertThat(steps.isOpen(0)).isFalse();
    assertThat(steps.median()).hasValue(5);
  }

  @Test
  void median_untilHalfHappened_isEmpty() {
    FirstSteps steps = new FirstSteps(4);
    steps.happened(2, 7);
    assertThat(steps.median()).isEmpty();
    steps.happened(0, 30);
    assertThat(steps.median()).hasValue(30);
    steps.happened(1, 8);
    steps.happened(3, 9);
    assertThat(steps.median()).hasValue(8);
  }
}
