package dev.plateau.trainer.experiment.support.classification;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.sgd.MiniBatch;
import dev.plateau.trainer.network.BoundProbe;
import dev.plateau.trainer.network.NetworkProbe;
import dev.plateau.trainer.network.TrainedNetwork;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How well a network of several outputs fits a data set of classes: mean of (h(x) − y)² over
 * samples and outputs, and the share of samples whose largest output is another class's. A part of
 * the samples at a time, on a copy of the network, so that data of any size takes little memory.
 * NaN outputs give a NaN loss, and count as misclassified.
 *
 * <p>The one of the test set measures in the training's own thread: a training can go by its last
 * loss, and does the same each time.
 */
final class DatasetFit implements NetworkProbe {
  private static final int AT_ONCE = 512;

  private final MultiLayerNetwork copy;
  private final Samples samples;
  private final MetricName loss;
  private final MetricName error;
  private final boolean isInCallback;
  private double lastLoss = Double.NaN;

  private DatasetFit(
      MultiLayerNetwork network,
      Samples samples,
      MetricName loss,
      MetricName error,
      boolean isInCallback) {
    copy = new MultiLayerNetwork(network.getLayerWiseConfigurations().clone());
    copy.init(network.params().dup(), false);
    this.samples = samples;
    this.loss = loss;
    this.error = error;
    this.isInCallback = isInCallback;
  }

  /** {@code full_loss} and {@code training_error}. */
  static DatasetFit ofTraining(MultiLayerNetwork network, Samples samples) {
    return new DatasetFit(network, samples, Metrics.FULL_LOSS, Metrics.TRAINING_ERROR, false);
  }

  /** {@code test_loss} and {@code test_error}. */
  static DatasetFit ofTest(MultiLayerNetwork network, Samples samples) {
    return new DatasetFit(network, samples, Metrics.TEST_LOSS, Metrics.TEST_ERROR, true);
  }

  /** The loss measured last; NaN before the first. For the thread that trains, of the test set. */
  double lastLoss() {
    return lastLoss;
  }

  @Override
  public String name() {
    return loss.toString();
  }

  @Override
  public boolean isCheap() {
    return isInCallback;
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    return new BoundProbe() {
      @Override
      public Measurement capture() {
        INDArray params = network.params().dup();
        return isInCallback ? measured(params) : row -> measured(params).report(row);
      }

      /** So that a training that was over stays so. */
      @Override
      public void save(DataOutput out) throws IOException {
        out.writeDouble(lastLoss);
      }

      @Override
      public void restore(DataInput in) throws IOException {
        lastLoss = in.readDouble();
      }
    };
  }

  private BoundProbe.Measurement measured(INDArray params) {
    copy.setParams(params);
    double squares = 0;
    int wrong = 0;
    for (int from = 0; from < samples.size(); from += AT_ONCE) {
      int count = Math.min(AT_ONCE, samples.size() - from);
      MiniBatch part = new MiniBatch(samples, count);
      for (int i = 0; i < count; i++) {
        part.set(i, from + i);
      }
      double[] outputs = copy.output(part.x(), false).dup('c').data().asDouble();
      for (int i = 0; i < count; i++) {
        squares += squares(outputs, i, from + i);
        wrong += largest(outputs, i) == label(from + i) ? 0 : 1;
      }
    }
    lastLoss = squares / ((double) samples.size() * samples.outputs());
    double measuredLoss = lastLoss;
    double measuredError = (double) wrong / samples.size();
    return row -> {
      row.accept(loss, measuredLoss);
      row.accept(error, measuredError);
    };
  }

  private double squares(double[] outputs, int at, int sample) {
    double sum = 0;
    for (int k = 0; k < samples.outputs(); k++) {
      double residual = outputs[at * samples.outputs() + k] - samples.targets().get(sample, k);
      sum += residual * residual;
    }
    return sum;
  }

  /** The class of the largest output; -1 if there is a NaN. */
  private int largest(double[] outputs, int at) {
    int start = at * samples.outputs();
    int best = 0;
    for (int k = 0; k < samples.outputs(); k++) {
      if (Double.isNaN(outputs[start + k])) {
        return -1;
      }
      if (outputs[start + k] > outputs[start + best]) {
        best = k;
      }
    }
    return best;
  }

  private int label(int sample) {
    int best = 0;
    for (int k = 1; k < samples.outputs(); k++) {
      if (samples.targets().get(sample, k) > samples.targets().get(sample, best)) {
        best = k;
      }
    }
    return best;
  }
}
