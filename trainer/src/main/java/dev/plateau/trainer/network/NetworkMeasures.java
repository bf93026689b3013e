package dev.plateau.trainer.network;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.SparsityCoefficient;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All measures of a network at fixed samples, taken once: by the probes that watch a training. What
 * was asked for has to fit; of the rest, what does not apply to the network is left out.
 */
public final class NetworkMeasures {
  /** 512 MB of tangent features. */
  private static final long MOST_TANGENTS = 1L << 26;

  private final TrainedNetwork network;
  private final MeasureRequest request;

  private NetworkMeasures(TrainedNetwork network, MeasureRequest request) {
    this.network = network;
    this.request = request;
  }

  /**
   * Measures a network.
   *
   * @param leftOut takes a sentence for each measure that does not apply
   * @return values by the metrics' names
   * @throws IllegalArgumentException in one sentence, if the network does not take the samples or
   *     what was asked for does not fit it
   */
  public static SortedMap<String, Double> of(
      TrainedNetwork network, MeasureRequest request, Consumer<String> leftOut) {
    return new NetworkMeasures(network, request).take(leftOut);
  }

  /** The measures that there are, one a line. */
  private List<Wanted> all() {
    List<Wanted> all = new ArrayList<>();
    all.add(Wanted.ifItApplies(Metrics.NTK_RANK.toString(), this::ntkRank));
    for (String layer : hiddenLayers()) {
      all.add(
          Wanted.ifItApplies(
              Metrics.featureSparsity(layer).toString(), () -> featureSparsity(layer)));
    }
    List<Integer> irrelevant = request.irrelevant();
    if (irrelevant != null) {
      int[] indices = irrelevant.stream().mapToInt(index -> index).toArray();
      all.add(Wanted.asked("W1 norms", new InputWeights(indices)));
    }
    INDArray targets = request.targets();
    if (targets != null) {
      INDArray samples = request.samples();
      all.add(Wanted.asked("loss", MeanSquaredError.of(Metrics.FULL_LOSS, samples, targets)));
    }
    return all;
  }

  private SortedMap<String, Double> take(Consumer<String> leftOut) {
    checkSamples();
    SortedMap<String, Double> values = new TreeMap<>();
    for (Wanted wanted : all()) {
      try {
        take(wanted, values, leftOut);
      } catch (IllegalArgumentException e) {
        if (wanted.isAskedFor()) {
          throw e;
        }
        leftOut.accept(wanted.name() + " is left out: " + e.getMessage());
      }
    }
    return values;
  }

  private void take(Wanted wanted, SortedMap<String, Double> values, Consumer<String> leftOut) {
    BoundProbe probe = wanted.probe().get().bind(network);
    if (probe.isReady()) {
      probe.capture().report((name, value) -> values.put(name.toString(), value));
    } else {
      leftOut.accept(wanted.name() + " is left out: it needs the steps of a training");
    }
  }

  private void checkSamples() {
    List<String> layers = network.layers();
    network.copy().activationsOf(layers.get(layers.size() - 1), inItsType());
  }

  private INDArray inItsType() {
    return request.samples().castTo(network.params().dataType());
  }

  private List<String> hiddenLayers() {
    List<String> layers = network.layers();
    return layers.subList(0, layers.size() - 1);
  }

  private NetworkProbe ntkRank() {
    long samples = request.samples().size(0);
    long parameters = network.params().length();
    if (samples * parameters > MOST_TANGENTS) {
      throw new IllegalArgumentException(
          "tangent features of %d samples and %d parameters are too large; give fewer samples"
              .formatted(samples, parameters));
    }
    return NtkRank.on(request.samples());
  }

  private NetworkProbe featureSparsity(String layer) {
    SparsityCoefficient sparsity =
        SparsityCoefficient.ofNormalizedRows(request.correlationThreshold());
    return FeatureSparsity.of(layer, request.samples(), sparsity);
  }

  /** A measure, and whether it has to fit. */
  private record Wanted(String name, Supplier<NetworkProbe> probe, boolean isAskedFor) {
    static Wanted ifItApplies(String name, Supplier<NetworkProbe> probe) {
      return new Wanted(name, probe, false);
    }

    static Wanted asked(String name, NetworkProbe probe) {
      return new Wanted(name, () -> probe, true);
    }
  }
}
