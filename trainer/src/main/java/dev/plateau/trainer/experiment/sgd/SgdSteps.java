package dev.plateau.trainer.experiment.sgd;

import dev.plateau.trainer.experiment.training.DivergedException;
import dev.plateau.trainer.experiment.training.Resumable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.optimize.solvers.BaseOptimizer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Steps of SGD taken by hand on DL4J's gradients: θ ← θ − η (clip(g) + λθ), with g the batch's mean
 * gradient and clip(g) = g · min(1, c / (‖g‖ + 1e-6)), as PyTorch clips by global norm. With
 * momentum μ as PyTorch has it: v ← μv + clip(g) + λθ, θ ← θ − ηv, v = 0 at the beginning.
 *
 * <p>DL4J clips by layer only, and its {@code fit} takes twice the time of a step by hand; its own
 * momentum is Nesterov's. Running statistics of batch normalisation move as DL4J has them move,
 * whatever the learning rate. Listeners are called as by fit: with the batch's summed gradient
 * before the update, with the update in the gradient's place after it. Not thread-safe.
 */
public final class SgdSteps implements Resumable {
  private static final double EPSILON = 1e-6;

  private final SteppedNetwork network;
  private final double clipNorm;
  private final double weightDecay;
  private final double momentum;
  private final List<ParameterRange> ranges;

  /** v, of the length of all parameters; null without momentum. */
  private final @Nullable INDArray velocity;

  private SgdSteps(SteppedNetwork network, double clipNorm, double weightDecay, double momentum) {
    this.network = network;
    this.clipNorm = clipNorm;
    this.weightDecay = weightDecay;
    this.momentum = momentum;
    ranges = ParameterRange.all(network.layers(), network.model().params());
    velocity = momentum == 0 ? null : network.model().params().ulike().assign(0);
  }

  /**
   * Steps for a network, without momentum.
   *
   * @param network live: its parameters and counters move
   * @param clipNorm c; infinite: no clipping
   * @param weightDecay λ
   */
  public SgdSteps(MultiLayerNetwork network, double clipNorm, double weightDecay) {
    this(new SteppedStack(network), clipNorm, weightDecay, 0);
  }

  /**
   * Steps for a graph of one input and one output, without clipping.
   *
   * @param network live: its parameters and counters move
   * @param momentum μ
   * @param weightDecay λ
   */
  public SgdSteps(ComputationGraph network, double momentum, double weightDecay) {
    this(new SteppedGraph(network), Double.POSITIVE_INFINITY, weightDecay, momentum);
  }

  /** The steps to come are of this epoch, 0-based. */
  void beginEpoch(int epoch) {
    network.count(network.iteration(), epoch);
  }

  /**
   * One step at the network's present learning rate.
   *
   * @return the batch's loss before it
   * @throws DivergedException if that is not finite; the step has been taken and told
   */
  public double take(Batch batch) {
    network.computeGradient(batch);
    for (TrainingListener listener : network.listeners()) {
      listener.onGradientCalculation(network.model());
    }
    update(network.learningRate(), batch.size());
    int step = network.iteration();
    for (TrainingListener listener : network.listeners()) {
      listener.iterationDone(network.model(), step, network.epoch());
    }
    BaseOptimizer.incrementIterationCount(network.model(), 1);
    double loss = network.model().score();
    if (!Double.isFinite(loss)) {
      throw new DivergedException(step, loss);
    }
    return loss;
  }

  private void update(double learningRate, int batchSize) {
    INDArray gradient = network.model().getGradientsViewArray();
    INDArray params = network.model().params().reshape(gradient.shape());
    double clip = clipFactor(gradient, batchSize);
    for (ParameterRange range : ranges) {
      INDArray change = range.of(gradient);
      INDArray values = range.of(params);
      INDArray v = velocity == null ? null : range.of(velocity.reshape(gradient.shape()));
      if (range.isTrained() && v == null) {
        descend(change, values, learningRate / batchSize * clip, learningRate);
      } else if (range.isTrained() && v != null) {
        accumulate(change, values, v, clip / batchSize);
        change.muli(learningRate);
      }
      values.subi(change);
    }
  }

  /** min(1, c / (‖g‖ + 1e-6)). */
  private double clipFactor(INDArray gradient, int batchSize) {
    if (!Double.isFinite(clipNorm)) {
      return 1;
    }
    double squared = 0;
    for (ParameterRange range : ranges) {
      double norm = range.isTrained() ? range.of(gradient).norm2Number().doubleValue() : 0;
      squared += norm * norm;
    }
    return Math.min(1, clipNorm / (Math.sqrt(squared) / batchSize + EPSILON));
  }

  /** Makes scale·g + ηλθ of the summed gradient. */
  private void descend(INDArray gradient, INDArray params, double scale, double learningRate) {
    gradient.muli(scale);
    if (weightDecay != 0) {
      gradient.addi(params.mul(learningRate * weightDecay));
    }
  }

  /** Makes v ← μv + scale·g + λθ of it. */
  private void accumulate(INDArray gradient, INDArray params, INDArray v, double scale) {
    gradient.muli(scale);
    if (weightDecay != 0) {
      gradient.addi(params.mul(weightDecay));
    }
    v.muli(momentum).addi(gradient);
    gradient.assign(v);
  }

  /** The network's counters, its parameters, batch normalisation's among them, and v. */
  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(network.iteration());
    out.writeInt(network.epoch());
    ArrayBytes.write(network.model().params(), out);
    if (velocity != null) {
      ArrayBytes.write(velocity, out);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    network.count(in.readInt(), in.readInt());
    ArrayBytes.read(network.model().params(), in, "parameters");
    if (velocity != null) {
      ArrayBytes.read(velocity, in, "momenta");
    }
  }
}
