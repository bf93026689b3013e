package dev.plateau.trainer.network;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.SparsityCoefficient;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Feature sparsity coefficient of a layer on fixed samples, {@code feature_sparsity/<layer>}.
 *
 * <p>The samples go through a copy of the network in inference mode, so that dropout, batch
 * statistics and the network's own inputs are left alone. The copy costs the memory of the
 * parameters once more.
 */
public final class FeatureSparsity implements NetworkProbe {
  private final String layer;
  private final INDArray samples;
  private final SparsityCoefficient sparsity;

  private FeatureSparsity(String layer, INDArray samples, SparsityCoefficient sparsity) {
    this.layer = layer;
    this.samples = samples;
    this.sparsity = sparsity;
  }

  /**
   * The coefficient of one layer.
   *
   * @param layer its name; in a MultiLayerNetwork its number (0-based) will do
   * @param samples as the network takes them: the training set, or a fixed sample of it
   * @param sparsity threshold, and whether rows are normalised
   */
  public static FeatureSparsity of(String layer, INDArray samples, SparsityCoefficient sparsity) {
    return new FeatureSparsity(layer, samples.dup(), sparsity);
  }

  @Override
  public String name() {
    return "feature sparsity of layer " + layer;
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    String existing = network.existing(layer);
    TrainedNetwork copy = network.copy();
    INDArray inputs = samples.castTo(network.params().dataType());
    MetricName name = Metrics.featureSparsity(existing);
    copy.activationsOf(existing, inputs); // refused now rather than in the middle of a run
    return () -> {
      INDArray params = network.params().dup();
      return row -> {
        copy.setParams(params);
        row.accept(name, sparsity.of(copy.activationsOf(existing, inputs)));
      };
    };
  }
}
