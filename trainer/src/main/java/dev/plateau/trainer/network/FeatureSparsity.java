package dev.plateau.trainer.network;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.SparsityCoefficient;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Feature sparsity coefficient of a layer on fixed samples, {@code feature_sparsity/<layer>}, see
 * {@link SparsityCoefficient}. Immutable: settings give a changed copy.
 *
 * <pre>
 * FeatureSparsity.of("hidden")
 * FeatureSparsity.of("hidden").at(trainingInputs).threshold(0.99)
 * </pre>
 *
 * <p>Unless samples are given it gathers them from the training: the inputs of the first
 * mini-batches, until there are 1000 or the first epoch is over; it measures from then on. Calls of
 * {@code fit(DataSet)} count no epochs: there it takes 1000. The threshold is the paper's 0.95.
 * Rows of activations are normalised, those of layers that give images are taken as they are, as
 * the paper's code does.
 *
 * <p>The samples go through a copy of the network in inference mode, so that dropout, batch
 * statistics and the network's own inputs are left alone. The copy costs the memory of the
 * parameters once more.
 */
public final class FeatureSparsity implements NetworkProbe {
  private final String layer;
  private final @Nullable INDArray samples;
  private final SparsityCoefficient ofVectors;
  private final SparsityCoefficient ofImages;

  private FeatureSparsity(
      String layer,
      @Nullable INDArray samples,
      SparsityCoefficient ofVectors,
      SparsityCoefficient ofImages) {
    this.layer = layer;
    this.samples = samples;
    this.ofVectors = ofVectors;
    this.ofImages = ofImages;
  }

  /**
   * The coefficient of one layer.
   *
   * @param layer its name; in a MultiLayerNetwork its number (0-based) will do
   */
  public static FeatureSparsity of(String layer) {
    return new FeatureSparsity(
        layer,
        null,
        SparsityCoefficient.ofNormalizedRows(SparsityCoefficient.PAPER_THRESHOLD),
        SparsityCoefficient.ofRawRows(SparsityCoefficient.PAPER_THRESHOLD));
  }

  /** At these samples, as the network takes them; copied. */
  public FeatureSparsity at(INDArray given) {
    return new FeatureSparsity(layer, given.dup(), ofVectors, ofImages);
  }

  /**
   * With another threshold of the correlation above which two units are taken for one; the papers'
   * are constants of {@link SparsityCoefficient}.
   *
   * @throws IllegalArgumentException quoting it, if it is not in (0, 1]
   */
  public FeatureSparsity threshold(double correlation) {
    return new FeatureSparsity(
        layer, samples, ofVectors.withThreshold(correlation), ofImages.withThreshold(correlation));
  }

  /** With activations as they are, whatever the layer gives. */
  public FeatureSparsity rawRows() {
    SparsityCoefficient raw = SparsityCoefficient.ofRawRows(ofVectors.threshold());
    return new FeatureSparsity(layer, samples, raw, raw);
  }

  /** With rows of activations divided by their norms, whatever the layer gives. */
  public FeatureSparsity normalizedRows() {
    SparsityCoefficient normalized = SparsityCoefficient.ofNormalizedRows(ofVectors.threshold());
    return new FeatureSparsity(layer, samples, normalized, normalized);
  }

  @Override
  public String name() {
    return "feature sparsity of layer " + layer;
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    String existing = network.existing(layer);
    TrainedNetwork copy = network.copy();
    INDArray given = samples;
    if (given == null) {
      return new Bound(network, copy, existing, ProbeSamples.ofTraining(network));
    }
    INDArray inputs = given.castTo(network.params().dataType());
    copy.outputOf(
        existing, SampleParts.of(inputs).first()); // refused now rather than in the middle of a run
    return new Bound(network, copy, existing, ProbeSamples.given(inputs));
  }

  private double measure(LayerActivations activations) {
    return (activations.areSpatial() ? ofImages : ofVectors).of(activations.values());
  }

  private final class Bound implements BoundProbe {
    private final TrainedNetwork network;
    private final TrainedNetwork copy;
    private final String existing;
    private final ProbeSamples inputs;
    private final MetricName name;

    Bound(TrainedNetwork network, TrainedNetwork copy, String existing, ProbeSamples inputs) {
      this.network = network;
      this.copy = copy;
      this.existing = existing;
      this.inputs = inputs;
      this.name = Metrics.featureSparsity(existing);
    }

    @Override
    public void watch() {
      inputs.watch(network);
    }

    @Override
    public void save(DataOutput out) throws IOException {
      if (samples == null) {
        inputs.save(out);
      }
    }

    @Override
    public void restore(DataInput in) throws IOException {
      if (samples == null) {
        inputs.restore(in);
      }
    }

    @Override
    public boolean isReady() {
      return inputs.areKnown();
    }

    @Override
    public Measurement capture() {
      SampleParts all = SampleParts.of(inputs.all());
      INDArray params = network.params().dup();
      return row -> {
        copy.setParams(params);
        row.accept(name, measure(LayerActivations.of(copy, existing, all)));
      };
    }
  }
}
