package dev.plateau.trainer.experiment.support.regression;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.sgd.Epochs;
import dev.plateau.trainer.experiment.sgd.MiniBatch;
import dev.plateau.trainer.experiment.sgd.SgdSteps;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.listener.PlateauListener;
import dev.plateau.trainer.listener.StepSink;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;

/**
 * The training of {@link SupportLinearExperiment} with its own settings, watched by whatever is
 * added to the network: what it costs to be watched can be told only from what it costs unwatched.
 */
public final class SupportLinearTraining {
  /** The experiment's own. */
  public static final int BATCH_SIZE = 32;

  private static final double LEARNING_RATE = 0.1;
  private static final Samples SAMPLES = SupportData.of(0).samples(x -> Arrays.stream(x).sum());

  private final MultiLayerNetwork network;
  private final SgdSteps sgd;
  private final Epochs epochs;

  /** A training that begins. */
  public SupportLinearTraining(long seed) {
    network = SupportNetwork.drawn(Activation.IDENTITY, LEARNING_RATE, seed);
    sgd = new SgdSteps(network, SupportTraining.CLIP_NORM, 0);
    epochs = new Epochs(SAMPLES, BATCH_SIZE, RandomStream.of(seed, "order"));
  }

  /** The network, live. */
  public MultiLayerNetwork network() {
    return network;
  }

  /** The listener that {@code plateau train support-linear} has, for a run of that many steps. */
  public PlateauListener defaultListener(StepSink sink, long steps) {
    ExperimentRun run =
        new ExperimentRun(0, steps, new SupportLinearExperiment().settings(), sink, () -> false);
    return SupportTraining.listener(run, MiniBatch.ofAll(SAMPLES), network);
  }

  /** Further steps. */
  public void train(long steps) {
    for (long step = 0; step < steps; step++) {
      MiniBatch batch = epochs.next();
      network.setEpochCount(epochs.epoch());
      sgd.take(batch);
    }
  }
}
