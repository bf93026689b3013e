package dev.plateau.trainer.experiment.support.classification;

import dev.plateau.trainer.experiment.sgd.NetworkTraining;
import dev.plateau.trainer.experiment.training.Training;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** A training after whose last step the network is frozen and its features are written. */
final class FeatureTraining implements Training {
  private static final int LAYER = 1;

  private final NetworkTraining training;
  private final MultiLayerNetwork network;
  private final FeatureFiles files;
  private final long lastStep;

  FeatureTraining(
      NetworkTraining training, MultiLayerNetwork network, FeatureFiles files, long lastStep) {
    this.training = training;
    this.network = network;
    this.files = files;
    this.lastStep = lastStep;
  }

  @Override
  public void step(long step) {
    training.step(step);
    if (step == lastStep) {
      files.write(network, LAYER);
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    training.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    training.restore(in);
  }

  @Override
  public void close() {
    training.close();
  }
}
