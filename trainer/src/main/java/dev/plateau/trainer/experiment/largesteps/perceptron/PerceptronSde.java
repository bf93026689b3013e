package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.largesteps.sde.SdeModel;
import dev.plateau.trainer.experiment.largesteps.sde.SdeSubject;
import dev.plateau.trainer.experiment.random.NumpyIntegers;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.Settings;
import java.util.function.LongFunction;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * The SDE of an experiment on a perceptron.
 *
 * @param key its name
 * @param steps of the paper's run
 * @param noise the chosen c
 * @param substeps of the integrator for each step of SGD
 * @param task data and first weights by data seed
 * @param rates learning rates by settings
 * @param paperOrder seed of the paper's order of samples, in NumPy; another order's is added
 * @param correlation of two units above which feature sparsity takes them for one
 */
record PerceptronSde(
    String key,
    long steps,
    double noise,
    int substeps,
    LongFunction<PerceptronTask> task,
    Rates rates,
    long paperOrder,
    double correlation)
    implements SdeModel {
  /** Mean of r² for (1/2n) Σ r². */
  private static final double LOSS_SCALE = 2;

  /** The learning rate that settings name. */
  @FunctionalInterface
  interface Rates {
    /** That of each iteration of a run of so many steps. */
    ISchedule of(Settings settings, long steps);
  }

  @Override
  public SdeSubject begin(ExperimentRun run, long orderSeed) {
    Settings settings = run.settings();
    PerceptronTask begun = task.apply(PerceptronSettings.dataSeed(settings));
    Samples training = begun.training();
    ISchedule rate = rates.of(settings, run.steps());
    PerceptronTangents network = new PerceptronTangents(begun.start(), training);
    return new SdeSubject(
        network,
        new PerceptronCompanion(
            new PerceptronTangents(begun.start(), training),
            new NumpyIntegers(orderSeed + paperOrder)),
        new PerceptronMeasures(network, begun, correlation, settings),
        step -> rate.valueAt((int) step, 0),
        LOSS_SCALE);
  }
}
