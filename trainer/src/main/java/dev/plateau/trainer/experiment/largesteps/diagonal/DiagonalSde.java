package dev.plateau.trainer.experiment.largesteps.diagonal;

import dev.plateau.trainer.experiment.largesteps.LargeStepSettings;
import dev.plateau.trainer.experiment.largesteps.sde.SdeModel;
import dev.plateau.trainer.experiment.largesteps.sde.SdeSubject;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.Settings;

/**
 * The SDE of {@link DiagonalExperiment}: its data, first weights, rates and measures. Stateless.
 */
public final class DiagonalSde implements SdeModel {
  private static final DiagonalSize SIZE = DiagonalExperiment.SIZE;

  @Override
  public String key() {
    return SIZE.name();
  }

  @Override
  public long steps() {
    return 100_001;
  }

  @Override
  public double noise() {
    return 2.0 / SIZE.samples();
  }

  @Override
  public int substeps() {
    return 10;
  }

  @Override
  public SdeSubject begin(ExperimentRun run, long orderSeed) {
    Settings settings = run.settings();
    DiagonalData data = DiagonalData.of(SIZE, LargeStepSettings.dataSeed(settings));
    StepDecay rates = DiagonalExperiment.RATES.of(settings);
    DiagonalNetwork network = DiagonalNetwork.first(SIZE.inputs());
    return new SdeSubject(
        new DiagonalTangents(network, data.training()),
        new DiagonalCompanion(
            DiagonalNetwork.first(SIZE.inputs()),
            data.training(),
            DiagonalTraining.order(orderSeed)),
        new DiagonalMeasures(network, data, settings),
        step -> rates.at(step, run.steps()),
        1);
  }
}
