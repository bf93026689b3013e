package dev.plateau.trainer.experiment.largesteps.resnet;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.network.BoundProbe;
import dev.plateau.trainer.network.NetworkProbe;
import dev.plateau.trainer.network.TrainedNetwork;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How well a network whose output is a softmax fits images of classes: mean cross-entropy, −ln of
 * the probability of the right class, which DL4J's loss takes as at least 1e-10, and the share of
 * images whose most probable class is another one. In inference mode, a part of the images at a
 * time, on a copy of the network. NaN outputs give a NaN loss, and count as misclassified.
 */
final class ImageFit implements NetworkProbe {
  private static final int AT_ONCE = 256;
  private static final double LEAST_PROBABILITY = 1e-10;

  private final ComputationGraph copy;
  private final ByteImages images;
  private final MetricName loss;
  private final MetricName error;

  private ImageFit(ComputationGraph network, ByteImages images, MetricName loss, MetricName error) {
    copy = new ComputationGraph(network.getConfiguration().clone());
    copy.init(network.params().dup(), false);
    this.images = images;
    this.loss = loss;
    this.error = error;
  }

  /** {@code full_loss} and {@code training_error}. */
  static ImageFit ofTraining(ComputationGraph network, ByteImages images) {
    return new ImageFit(network, images, Metrics.FULL_LOSS, Metrics.TRAINING_ERROR);
  }

  /** {@code test_loss} and {@code test_error}. */
  static ImageFit ofTest(ComputationGraph network, ByteImages images) {
    return new ImageFit(network, images, Metrics.TEST_LOSS, Metrics.TEST_ERROR);
  }

  @Override
  public String name() {
    return loss.toString();
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    return () -> {
      INDArray params = network.params().dup();
      return row -> measured(params).report(row);
    };
  }

  private BoundProbe.Measurement measured(INDArray params) {
    copy.setParams(params);
    double sum = 0;
    int wrong = 0;
    for (int from = 0; from < images.count(); from += AT_ONCE) {
      int to = Math.min(from + AT_ONCE, images.count());
      INDArray outputs = copy.outputSingle(false, images.inputs(from, to));
      double[] probabilities = outputs.dup('c').data().asDouble();
      for (int image = from; image < to; image++) {
        int start = (image - from) * images.classes();
        double ofRightClass = probabilities[start + images.label(image)];
        sum -= Math.log(Math.max(LEAST_PROBABILITY, ofRightClass));
        wrong += isLargest(probabilities, start, images.label(image)) ? 0 : 1;
      }
    }
    double measuredLoss = sum / images.count();
    double measuredError = (double) wrong / images.count();
    return row -> {
      row.accept(loss, measuredLoss);
      row.accept(error, measuredError);
    };
  }

  /** Whether the class is the most probable one, the first of equals. */
  private boolean isLargest(double[] probabilities, int start, int label) {
    double own = probabilities[start + label];
    return !Double.isNaN(own)
        && IntStream.range(0, images.classes())
            .allMatch(
                i -> i < label ? probabilities[start + i] < own : probabilities[start + i] <= own);
  }
}
