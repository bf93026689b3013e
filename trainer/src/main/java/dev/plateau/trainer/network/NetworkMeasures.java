package dev.plateau.trainer.network;

import dev.plateau.protocol.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * All measures of a network at fixed samples, taken once: by the probes that watch a training. What
 * was asked for has to fit; of the rest, what does not apply to the network is left out.
 */
public final class NetworkMeasures {
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

  /** The measures that there are. */
  private List<Wanted> all(Consumer<String> leftOut) {
    INDArray samples = request.samples();
    List<Wanted> all = new ArrayList<>();
    all.add(Wanted.ifItApplies("ntk_rank_sampled", () -> ntkRank(leftOut)));
    for (String layer : hiddenLayers()) {
      String name = Metrics.featureSparsity(layer).toString();
      all.add(Wanted.ifItApplies(name, () -> featureSparsity(layer)));
    }
    all.add(Wanted.ifItApplies("layer spectra", LayerSpectra::of));
    irrelevantInputs().ifPresent(inputs -> addBySupport(inputs, all));
    INDArray targets = request.targets();
    if (targets != null) {
      all.add(Wanted.asked("loss", DatasetLoss.ofTraining(new DataSet(samples, targets))));
      all.add(
          Wanted.ifItApplies(
              "training_error", () -> ClassificationError.ofTraining(samples, targets)));
      all.add(Wanted.ifItApplies("label_noise", () -> LabelNoise.on(samples, targets)));
      all.add(Wanted.ifItApplies("gradient_noise_scale", () -> GradientNoise.on(samples, targets)));
    }
    return all;
  }

  /** Those that say how far the network has come from where it began. */
  private List<Wanted> sinceBeginning() {
    return List.of(
        Wanted.asked("distance from init", DistanceFromInit.of()),
        Wanted.ifItApplies(
            "ReLU pattern change", () -> ActivationPatternChange.at(request.samples())));
  }

  private static void addBySupport(int[] irrelevant, List<Wanted> all) {
    all.add(Wanted.asked("W1 norms", new InputWeights(irrelevant)));
    all.add(
        Wanted.ifItApplies(
            "input support", () -> InputSupport.irrelevant(irrelevant).withColumnNorms()));
  }

  private Optional<int[]> irrelevantInputs() {
    return Optional.ofNullable(request.irrelevant())
        .map(indices -> indices.stream().mapToInt(index -> index).toArray());
  }

  private SortedMap<String, Double> take(Consumer<String> leftOut) {
    checkSamples();
    SortedMap<String, Double> values = new TreeMap<>();
    for (Wanted wanted : all(leftOut)) {
      bound(wanted, network, leftOut).ifPresent(probe -> take(wanted, probe, values, leftOut));
    }
    TrainedNetwork beginning = request.beginning();
    if (beginning != null) {
      takeSince(beginning, values, leftOut);
    }
    return values;
  }

  /** Probes that were there at the beginning see the parameters that it came to. */
  private void takeSince(
      TrainedNetwork beginning, SortedMap<String, Double> values, Consumer<String> leftOut) {
    if (!beginning.describe().equals(network.describe())
        || beginning.params().length() != network.params().length()) {
      throw new IllegalArgumentException(
          "the network began as another one: %s, with %d parameters"
              .formatted(beginning.describe(), beginning.params().length()));
    }
    TrainedNetwork trained = beginning.copy();
    Map<Wanted, BoundProbe> probes = new LinkedHashMap<>();
    for (Wanted wanted : sinceBeginning()) {
      bound(wanted, trained, leftOut).ifPresent(probe -> probes.put(wanted, probe));
    }
    trained.setParams(network.params().castTo(trained.params().dataType()));
    probes.forEach((wanted, probe) -> take(wanted, probe, values, leftOut));
  }

  private static Optional<BoundProbe> bound(
      Wanted wanted, TrainedNetwork network, Consumer<String> leftOut) {
    try {
      return Optional.of(wanted.probe().get().bind(network));
    } catch (IllegalArgumentException e) {
      if (wanted.isAskedFor()) {
        throw e;
      }
      leftOut.accept(wanted.name() + " is left out: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static void take(
      Wanted wanted, BoundProbe probe, SortedMap<String, Double> values, Consumer<String> leftOut) {
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

  /** The exact rank, or where it cannot be had the sampled one. */
  private NetworkProbe ntkRank(Consumer<String> leftOut) {
    try {
      NetworkProbe exact = NtkRank.on(request.samples());
      exact.bind(network);
      return exact;
    } catch (IllegalArgumentException e) {
      leftOut.accept("ntk_rank is left out: " + e.getMessage());
      return NtkRankSampled.on(request.samples());
    }
  }

  private NetworkProbe featureSparsity(String layer) {
    return FeatureSparsity.of(layer)
        .at(request.samples())
        .threshold(request.correlationThreshold());
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
