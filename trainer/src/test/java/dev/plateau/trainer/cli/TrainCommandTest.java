package dev.plateau.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.trainer.experiment.Experiments;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.Settings;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainCommandTest {
  /** Folders that only a person can name. */
  private static final Set<String> FOLDERS = Set.of("data", "out");

  /** What the collector makes labels of is there, and no setting is hidden by it. */
  @Test
  void config_everyExperiment_hasItsSettingsAndWhatTellsRunsApart() {
    for (Experiment experiment : Experiments.all()) {
      Map<String, String> config = TrainCommand.config(experiment, experiment.settings(), 7);
      assertThat(config)
          .as(experiment.name())
          .containsAllEntriesOf(experiment.settings().asMap())
          .containsKeys(ConfigKeys.MODEL, ConfigKeys.OPTIMIZER, ConfigKeys.SCHEDULE)
          .containsEntry(ConfigKeys.SEED, "7")
          .allSatisfy((key, value) -> assertThat(value.isBlank()).isEqualTo(FOLDERS.contains(key)));
    }
  }

  @Test
  void config_settingsChosen_areThoseOfTheRun() {
    Experiment support = Experiments.named("support-linear");
    Settings gradientDescent = support.settings().with("batch-size", "-1");
    assertThat(TrainCommand.config(support, support.settings(), 0))
        .containsEntry("optimizer", "sgd")
        .containsEntry("batch-size", "32");
    assertThat(TrainCommand.config(support, gradientDescent, 0)).containsEntry("optimizer", "gd");
    Experiment student = Experiments.named("teacher-student-3");
    assertThat(TrainCommand.config(student, student.settings().with("rate", "decay-10"), 0))
        .containsEntry("schedule", "decay-10");
  }
}
