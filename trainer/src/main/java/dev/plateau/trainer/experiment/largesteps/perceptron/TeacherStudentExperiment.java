package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.trainer.experiment.largesteps.NamedRates;
import dev.plateau.trainer.experiment.sgd.WarmUpDecay;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.ExperimentWords;
import dev.plateau.trainer.experiment.training.Setting;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import dev.plateau.trainer.probe.SparsityCoefficient;
import java.util.Map;

/**
 * A student 5-10-10-1 learns from a teacher 5-2-2-1 by SGD, one sample with replacement a step.
 * With a large step size its loss stabilises until the step size falls; the longer, the fewer
 * distinct features it ends with. Source: Andriushchenko et al. (2023), Fig. 5.
 */
public final class TeacherStudentExperiment implements Experiment {
  /** The paper's four runs. */
  static final NamedRates<WarmUpDecay> RATES =
      new NamedRates<WarmUpDecay>("rate", WarmUpDecay::scaled)
          .and("constant", WarmUpDecay.constant(0.011))
          .and("decay-10", new WarmUpDecay(0.04, 6, 0.5, 0.1, 3.5, 1))
          .and("decay-30", new WarmUpDecay(0.04, 6, 0.5, 0.3, 2.5, 1))
          .and("decay-50", new WarmUpDecay(0.04, 6, 0.5, 0.5, 5, 1));

  /** The paper's order of samples is NumPy's of this seed; here it is the run's of seed 0. */
  static final long ORDER_SEED = 5;

  private static final Settings SETTINGS =
      PerceptronSettings.of(
          new Setting(
              "rate",
              "decay-30",
              "constant (0.011), or 0.04 warmed up and then divided at a share of the steps:"
                  + " decay-10 (/3.5), decay-30 (/2.5), decay-50 (/5)"),
          "data and first weights",
          new Setting("measure", "every:20", "when full and test loss are taken"),
          new Setting(
              "ntk-rank", "every:100", "when the NTK's rank and norms are taken (some 2 ms each)"));

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "teacher-student-3",
        "ReLU student of three layers on 50 samples of a teacher of two neurons a layer",
        "[L] Fig. 5",
        "10001 steps: 12 s");
  }

  @Override
  public long defaultSteps() {
    return 10_001;
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public Map<String, String> traits(Settings settings) {
    return PerceptronSettings.traits(settings, "ReLU 5-10-10-1");
  }

  @Override
  public Training begin(ExperimentRun run) {
    Settings settings = run.settings();
    PerceptronTask task = TeacherStudentData.of(PerceptronSettings.dataSeed(settings)).task();
    return PerceptronTraining.begin(
        run,
        task,
        RATES.of(settings).over(run.steps()),
        ORDER_SEED,
        PerceptronTraining.listener(run, task, SparsityCoefficient.FULLY_CONNECTED_THRESHOLD));
  }
}
