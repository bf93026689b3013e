package dev.plateau.trainer.experiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Settings SETTINGS =
      Settings.of(
          new Setting("learning-rate", "0.1", "step size"),
          new Setting("batch-size", "32", "samples a step"));

  @Test
  void with_knownKey_changesItAndLeavesTheDefaults() {
    Settings changed = SETTINGS.with("batch-size", "8");
    assertThat(changed.integer("batch-size", 1)).isEqualTo(8);
    assertThat(changed.number("learning-rate")).isEqualTo(0.1);
    assertThat(SETTINGS.integer("batch-size", 1)).isEqualTo(32);
    assertThat(changed.asMap().keySet()).containsExactly("learning-rate", "batch-size");
  }

  @Test
  void with_unknownKey_isRefusedWithTheNearestKnownOne() {
    assertThatThrownBy(() -> SETTINGS.with("learning_rat", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown setting 'learning_rat'; did you mean 'learning-rate'?");
    assertThatThrownBy(() -> SETTINGS.with("batch", "1"))
        .hasMessage("unknown setting 'batch'; did you mean 'batch-size'?");
    assertThatThrownBy(() -> Settings.of().with("batch", "1"))
        .hasMessage("unknown setting 'batch'");
  }

  @Test
  void values_ofAnotherKind_areRefusedQuotingThem() {
    for (String bad : new String[] {"", "fast", "NaN", "Infinity", "-0.1"}) {
      assertThatThrownBy(() -> SETTINGS.with("learning-rate", bad).number("learning-rate"))
          .hasMessage("setting learning-rate must be a number >= 0, got '" + bad + "'");
    }
    for (String bad : new String[] {"0", "1.5", "99999999999"}) {
      assertThatThrownBy(() -> SETTINGS.with("batch-size", bad).integer("batch-size", 1))
          .hasMessage("setting batch-size must be a whole number >= 1, got '" + bad + "'");
    }
  }

  @Test
  void of_keysThatDoNotFit_areRefused() {
    assertThatThrownBy(() -> new Setting("Learning Rate", "1", ""))
        .hasMessage("a setting's key is lower case with hyphens, got 'Learning Rate'");
    assertThatThrownBy(() -> Settings.of(new Setting("a", "1", ""), new Setting("a", "2", "")))
        .hasMessage("setting 'a' is given twice");
  }
}
