package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.trainer.experiment.largesteps.sde.SgdCompanion;
import dev.plateau.trainer.experiment.largesteps.sde.TangentNetwork;
import dev.plateau.trainer.experiment.random.NumpyIntegers;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The steps that DL4J takes in the experiments on perceptrons, on the same samples for the same
 * seed, see {@link DrawnBatches}: θ ← θ − η r_i φ_i, a step along φᵀ of which one entry is not 0.
 */
final class PerceptronCompanion implements SgdCompanion {
  private final PerceptronTangents network;
  private final NumpyIntegers order;
  private final double[] w;

  /** SGD of a network, which it moves. */
  PerceptronCompanion(PerceptronTangents network, NumpyIntegers order) {
    this.network = network;
    this.order = order;
    w = new double[network.samples()];
  }

  @Override
  public double step(double learningRate) {
    double[] residuals = network.residuals();
    double loss = TangentNetwork.loss(residuals);
    int sample = order.permutation(w.length)[0];
    w[sample] = -learningRate * residuals[sample];
    network.move(w);
    w[sample] = 0;
    return loss;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    network.save(out);
    order.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    network.restore(in);
    order.restore(in);
  }
}
