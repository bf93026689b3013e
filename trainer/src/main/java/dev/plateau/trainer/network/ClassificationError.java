package dev.plateau.trainer.network;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.ClassTargets;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.MisclassifiedShare;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Share of samples that the network puts into a wrong class, {@code training_error} or {@code
 * test_error}, see {@link MisclassifiedShare}. In inference mode, on a copy of the network.
 */
public final class ClassificationError implements NetworkProbe {
  private final MetricName metric;
  private final INDArray samples;
  private final Matrix targets;

  private ClassificationError(MetricName metric, INDArray samples, INDArray targets) {
    this.metric = metric;
    this.samples = samples.dup();
    this.targets =
        RowMajor.targets(
            targets, "targets are one-hot (samples × outputs) or a class a sample", samples);
  }

  /**
   * The error on the training set.
   *
   * @param samples as the network takes them
   * @param targets in one of the forms of {@link ClassTargets}
   * @throws IllegalArgumentException naming the numbers, if there are not as many as samples
   */
  public static ClassificationError ofTraining(INDArray samples, INDArray targets) {
    return new ClassificationError(Metrics.TRAINING_ERROR, samples, targets);
  }

  /** The error on the test set; arguments as above. */
  public static ClassificationError ofTest(INDArray samples, INDArray targets) {
    return new ClassificationError(Metrics.TEST_ERROR, samples, targets);
  }

  @Override
  public String name() {
    return metric.toString();
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    SampledOutputs outputs = new SampledOutputs(network, samples);
    ClassTargets classes = ClassTargets.of(targets, outputs.width());
    return () -> {
      INDArray parameters = outputs.parameters();
      return row -> row.accept(metric, MisclassifiedShare.of(outputs.at(parameters), classes));
    };
  }
}
