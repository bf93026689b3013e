package dev.plateau.trainer.experiment.support.regression;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.sgd.BatchSetting;
import dev.plateau.trainer.experiment.sgd.Batches;
import dev.plateau.trainer.experiment.sgd.MiniBatch;
import dev.plateau.trainer.experiment.sgd.NetworkTraining;
import dev.plateau.trainer.experiment.sgd.SgdSteps;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.experiment.training.Training;
import dev.plateau.trainer.listener.PlateauListener;
import dev.plateau.trainer.listener.Schedule;
import dev.plateau.trainer.network.InputSupport;
import dev.plateau.trainer.network.LayerMatrices;
import dev.plateau.trainer.network.LayerSpectra;
import dev.plateau.trainer.network.MeanSquaredError;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;

/**
 * How all experiments on learning the support train: the mean squared error of {@link
 * SupportNetwork}, by gradients clipped to a global norm of 1, weight decay after that, no
 * momentum; mini-batches without replacement or all samples at once. Settings are {@link
 * SupportSettings}. Source: Beneventano, Pinto, Poggio (2024), App. A.
 */
final class SupportTraining {
  /** What a run costs, of each of them. */
  static final String COST =
      "200000 steps: 80 s with batches of 1 or 32, 170 s of 512; of all samples 20000 steps: 180 s";

  /** The most that a gradient's global norm is. */
  static final double CLIP_NORM = 1;

  private SupportTraining() {}

  /** An experiment's traits; a network of identities is called linear. */
  static Map<String, String> traits(Settings settings, Activation hidden) {
    boolean isLinear = hidden == Activation.IDENTITY;
    return Map.of(
        ConfigKeys.MODEL,
        (isLinear ? "deep linear" : "deep ReLU") + " 15-15-15-15-1",
        ConfigKeys.OPTIMIZER,
        BatchSetting.isAll(settings) ? "gd" : "sgd",
        ConfigKeys.SCHEDULE,
        "constant");
  }

  /**
   * A training that begins.
   *
   * @param samples its training set
   * @param hidden activation of the hidden layers
   * @throws IllegalArgumentException naming the setting that does not fit
   */
  static Training begin(ExperimentRun run, Samples samples, Activation hidden) {
    Settings settings = run.settings();
    Batches batches = BatchSetting.of(settings, samples, run.seed());
    MultiLayerNetwork network =
        SupportNetwork.drawn(
            hidden, settings.number("learning-rate"), settings.integer("init-seed", 0));
    SgdSteps sgd = new SgdSteps(network, CLIP_NORM, settings.number("weight-decay"));
    return new NetworkTraining(
        network, sgd, batches, listener(run, MiniBatch.ofAll(samples), network));
  }

  /** What watches a network in such a run. */
  static PlateauListener listener(ExperimentRun run, MiniBatch all, MultiLayerNetwork network) {
    int[] irrelevant = IntStream.range(SupportData.RELEVANT, SupportData.INPUTS).toArray();
    Settings settings = run.settings();
    Schedule measure = settings.schedule("measure");
    return PlateauListener.builder()
        .sink(run.sink())
        .lastStep(run.steps() - 1)
        .unlimitedBudget()
        .irrelevantInputs(settings.schedule("w1-norms"), irrelevant)
        .probe(settings.schedule("support"), InputSupport.irrelevant(irrelevant))
        .probe(measure, LayerSpectra.of())
        .probe(measure, MeanSquaredError.of(Metrics.FULL_LOSS, all.x(), all.y()))
        .probe(settings.schedule("weights"), LayerMatrices.of("0", "1", "2"))
        .build(network);
  }
}
