package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.trainer.experiment.largesteps.NamedRates;
import dev.plateau.trainer.experiment.sgd.WarmUpDecay;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.ExperimentWords;
import dev.plateau.trainer.experiment.training.Setting;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import dev.plateau.trainer.listener.PlateauListener;
import dev.plateau.trainer.listener.Schedule;
import dev.plateau.trainer.network.LayerMatrices;
import dev.plateau.trainer.probe.SparsityCoefficient;
import java.util.Map;

/**
 * A student 2-20-1 without biases learns from a teacher of three neurons by SGD, one sample with
 * replacement a step. With a large step size its loss stabilises until the step size falls, and
 * meanwhile its neurons gather along the teacher's. Source: Andriushchenko et al. (2023), Figs 9
 * and 13.
 */
public final class TeacherStudent2Experiment implements Experiment {
  /** The paper's four runs. */
  static final NamedRates<WarmUpDecay> RATES =
      new NamedRates<WarmUpDecay>("rate", WarmUpDecay::scaled)
          .and("constant", WarmUpDecay.constant(0.13))
          .and("decay-10", new WarmUpDecay(0.455, 1, 1, 0.1, 2, 1))
          .and("decay-30", new WarmUpDecay(0.455, 1, 1, 0.3, 4, 1))
          .and("decay-50", new WarmUpDecay(0.455, 1, 1, 0.5, 5, 1));

  /** The paper's order of samples is NumPy's of this seed; here it is the run's of seed 0. */
  static final long ORDER_SEED = 0;

  private static final Settings SETTINGS =
      PerceptronSettings.of(
          new Setting(
              "rate",
              "decay-50",
              "constant (0.13), or 0.455 divided at a share of the steps: decay-10 (/2), decay-30"
                  + " (/4), decay-50 (/5)"),
          "data and first weights",
          new Setting("measure", "every:20", "when full and test loss are taken"),
          new Setting(
              "ntk-rank",
              "every:100",
              "when the NTK's rank and norms are taken (some 0.3 ms each)"),
          new Setting("weights", "log:10", "when all weights are told one by one; and at the end"));

  @Override
  public ExperimentWords words() {
    return new ExperimentWords(
        "teacher-student-2",
        "ReLU student of two layers on 15 samples of a teacher of three neurons",
        "[L] Figs 9, 13",
        "14126 steps: 12 s");
  }

  @Override
  public long defaultSteps() {
    return 14_126;
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public Map<String, String> traits(Settings settings) {
    return PerceptronSettings.traits(settings, "ReLU 2-20-1");
  }

  @Override
  public Training begin(ExperimentRun run) {
    Settings settings = run.settings();
    TeacherStudent2Data data = TeacherStudent2Data.of(PerceptronSettings.dataSeed(settings));
    PlateauListener.Builder listener =
        PerceptronTraining.listener(run, data.task(), SparsityCoefficient.FULLY_CONNECTED_THRESHOLD)
            .probe(atFirst(), new TeacherNeurons(data.teacher()))
            .probe(settings.schedule("weights"), LayerMatrices.of().withoutGrams());
    return PerceptronTraining.begin(
        run, data.task(), RATES.of(settings).over(run.steps()), ORDER_SEED, listener);
  }

  private static Schedule atFirst() {
    return Schedule.every(Long.MAX_VALUE);
  }
}
