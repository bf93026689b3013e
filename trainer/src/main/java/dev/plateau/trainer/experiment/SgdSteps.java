package dev.plateau.trainer.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.optimize.solvers.BaseOptimizer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Steps of SGD taken by hand on DL4J's gradients: θ ← θ − η (clip(g) + λθ), with g the batch's mean
 * gradient and clip(g) = g · min(1, c / (‖g‖ + 1e-6)), as PyTorch clips by global norm.
 *
 * <p>DL4J clips by layer only, and its {@code fit} takes twice the time of a step by hand.
 * Listeners are called as by fit: with the batch's summed gradient before the update, with the
 * update in the gradient's place after it.
 */
final class SgdSteps implements Resumable {
  private static final double EPSILON = 1e-6;

  private final MultiLayerNetwork network;
  private final double clipNorm;
  private final double weightDecay;

  /**
   * Steps for a network.
   *
   * @param clipNorm c; infinite: no clipping
   * @param weightDecay λ
   */
  SgdSteps(MultiLayerNetwork network, double clipNorm, double weightDecay) {
    this.network = network;
    this.clipNorm = clipNorm;
    this.weightDecay = weightDecay;
  }

  /**
   * One step at the network's present learning rate.
   *
   * @return the batch's loss before it
   * @throws DivergedException if that is not finite; the step has been taken and told
   */
  double take(MiniBatch batch) {
    network.setInput(batch.x());
    network.setLabels(batch.y());
    network.computeGradientAndScore();
    for (TrainingListener listener : network.getListeners()) {
      listener.onGradientCalculation(network);
    }
    update(network.getLearningRate(0), batch.size());
    int step = network.getIterationCount();
    for (TrainingListener listener : network.getListeners()) {
      listener.iterationDone(network, step, network.getEpochCount());
    }
    BaseOptimizer.incrementIterationCount(network, 1);
    double loss = network.score();
    if (!Double.isFinite(loss)) {
      throw new DivergedException(step, loss);
    }
    return loss;
  }

  private void update(double learningRate, int batchSize) {
    INDArray gradient = network.getFlattenedGradients();
    INDArray params = network.params().reshape(gradient.shape());
    double scale = learningRate / batchSize;
    if (Double.isFinite(clipNorm)) {
      double norm = gradient.norm2Number().doubleValue() / batchSize;
      scale *= Math.min(1, clipNorm / (norm + EPSILON));
    }
    gradient.muli(scale);
    if (weightDecay != 0) {
      gradient.addi(params.mul(learningRate * weightDecay));
    }
    params.subi(gradient);
  }

  /** The network's parameters and counters; such a step keeps nothing else from the last. */
  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(network.getIterationCount());
    out.writeInt(network.getEpochCount());
    INDArray params = network.params();
    out.writeLong(params.length());
    for (long i = 0; i < params.length(); i++) {
      out.writeDouble(params.getDouble(i));
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    network.setIterationCount(in.readInt());
    network.setEpochCount(in.readInt());
    INDArray params = network.params();
    long saved = in.readLong();
    if (saved != params.length()) {
      throw new IOException(
          "%d parameters were saved, and the network has %d".formatted(saved, params.length()));
    }
    for (long i = 0; i < saved; i++) {
      params.putScalar(i, in.readDouble());
    }
  }
}
