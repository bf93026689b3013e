package dev.plateau.trainer.experiment.largesteps.diagonal;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.largesteps.sde.TangentNetwork;

/** A diagonal network that others move along its tangent features, for tests of what moves it. */
public final class MovedDiagonal {
  private final DiagonalNetwork network;
  private final Samples samples;

  /** The network u ∘ v on samples. */
  public MovedDiagonal(double[] u, double[] v, Samples samples) {
    network = new DiagonalNetwork(u, v);
    this.samples = samples;
  }

  /** What moves it. */
  public TangentNetwork tangents() {
    return new DiagonalTangents(network, samples);
  }

  /** Its first layer, live. */
  public double[] u() {
    return network.u();
  }

  /** Its second layer, live. */
  public double[] v() {
    return network.v();
  }

  /** Its loss on the samples. */
  public double loss() {
    return network.loss(samples);
  }
}
