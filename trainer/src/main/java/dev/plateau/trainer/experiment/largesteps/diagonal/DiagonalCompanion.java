package dev.plateau.trainer.experiment.largesteps.diagonal;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.largesteps.sde.SgdCompanion;
import dev.plateau.trainer.experiment.random.NumpyIntegers;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The very steps of {@link DiagonalExperiment}, to the bit. */
final class DiagonalCompanion implements SgdCompanion {
  private final DiagonalNetwork network;
  private final Samples training;
  private final SampleDescent descent;

  /** SGD of a network, which it moves. */
  DiagonalCompanion(DiagonalNetwork network, Samples training, NumpyIntegers order) {
    this.network = network;
    this.training = training;
    descent = new SampleDescent(network, training, order);
  }

  @Override
  public double step(double learningRate) {
    double loss = network.loss(training);
    descent.choose();
    descent.step(learningRate);
    return loss;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    network.save(out);
    descent.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    network.restore(in);
    descent.restore(in);
  }
}
