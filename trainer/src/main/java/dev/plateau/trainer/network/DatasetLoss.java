package dev.plateau.trainer.network;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Mean loss over a whole data set by the network's own loss function, {@code full_loss} of the
 * training set or {@code test_loss}: cross-entropy where the network is trained on it, mean squared
 * error where on that. NaN if a sample's loss is.
 *
 * <p>Without regularisation, in inference mode, on a copy of the network, 256 samples at a time.
 */
public final class DatasetLoss implements NetworkProbe {
  private static final int AT_ONCE = 256;

  private final MetricName metric;
  private final DataSet data;

  private DatasetLoss(MetricName metric, DataSet data) {
    if (data.getLabels().size(0) != data.numExamples()) {
      throw new IllegalArgumentException(
          "%d samples have %d targets".formatted(data.numExamples(), data.getLabels().size(0)));
    }
    this.metric = metric;
    this.data = data.copy();
  }

  /**
   * The loss on the training set.
   *
   * @throws IllegalArgumentException naming the numbers, if there are not as many targets as
   *     samples
   */
  public static DatasetLoss ofTraining(DataSet data) {
    return new DatasetLoss(Metrics.FULL_LOSS, data);
  }

  /** The loss on the test set; errors as above. */
  public static DatasetLoss ofTest(DataSet data) {
    return new DatasetLoss(Metrics.TEST_LOSS, data);
  }

  @Override
  public String name() {
    return metric.toString();
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    network.outputLayer();
    TrainedNetwork copy = network.copy();
    DataType type = network.params().dataType();
    List<DataSet> parts = data.batchBy(AT_ONCE).stream().map(part -> inType(part, type)).toList();
    copy.sumOfLosses(parts.get(0)); // refused now rather than in the middle of a run
    return () -> {
      INDArray params = network.params().dup();
      return row -> {
        copy.setParams(params);
        double sum = 0;
        for (DataSet part : parts) {
          sum += copy.sumOfLosses(part);
        }
        row.accept(metric, sum / data.numExamples());
      };
    };
  }

  private static DataSet inType(DataSet part, DataType type) {
    return new DataSet(
        part.getFeatures().castTo(type),
        part.getLabels().castTo(type),
        part.getFeaturesMaskArray(),
        part.getLabelsMaskArray());
  }
}
