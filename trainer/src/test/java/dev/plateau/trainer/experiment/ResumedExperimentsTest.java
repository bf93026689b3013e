package dev.plateau.trainer.experiment;

import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.InterruptedTrainings;
import dev.plateau.trainer.experiment.training.Setting;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.listener.Schedule;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every experiment there is can be resumed. */
@Timeout(300)
class ResumedExperimentsTest {
  private static final long STEPS = 24;

  static Stream<Experiment> all() {
    return Experiments.all().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void experiment_interrupted_goesOnAsUnbroken(Experiment experiment) throws IOException {
    requireNoData(experiment);
    Settings settings = measuredAt(experiment.settings(), "every:3");
    for (long taken : List.of(0L, 11L, STEPS - 1)) {
      InterruptedTrainings.assertGoesOnAsUnbroken(experiment, settings, STEPS, taken);
    }
  }

  /** The first step of a resumed training begins no epoch. */
  @ParameterizedTest
  @MethodSource("all")
  void experimentMeasuredAtEpochs_interrupted_goesOnAsUnbroken(Experiment experiment)
      throws IOException {
    requireNoData(experiment);
    Settings settings = measuredAt(experiment.settings(), "at-epoch");
    InterruptedTrainings.assertGoesOnAsUnbroken(experiment, settings, STEPS, 11);
  }

  /** An experiment on files of the user's is resumed in its own test, on files of its own. */
  private static void requireNoData(Experiment experiment) {
    boolean readsFiles =
        experiment.settings().all().stream().anyMatch(setting -> setting.key().equals("data"));
    Assumptions.assumeFalse(readsFiles, experiment.name() + " reads files");
  }

  /**
   * Settings of which every schedule is another, and rates are small: a run of few steps warms up
   * in no time.
   */
  private static Settings measuredAt(Settings settings, String schedule) {
    Settings changed = settings;
    for (Setting setting : settings.all()) {
      if (Schedule.FORM.matcher(setting.value()).matches()) {
        changed = changed.with(setting.key(), schedule);
      } else if (setting.key().equals("rate-scale")) {
        changed = changed.with(setting.key(), "0.1");
      }
    }
    return changed;
  }
}
