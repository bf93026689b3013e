package dev.plateau.trainer.network;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A DL4J network under training, of either kind, as the listener and its probes see it. A live
 * view: reads the network at each call. Layers are called as in DL4J's parameter table: by their
 * number from 0 in a MultiLayerNetwork, by their vertex's name in a ComputationGraph.
 */
public abstract sealed class TrainedNetwork permits TrainedStack, TrainedGraph {
  private final Model model;

  TrainedNetwork(Model model) {
    this.model = model;
  }

  /**
   * The view of a network.
   *
   * @throws IllegalArgumentException naming the class, if it is neither of the two kinds, or if it
   *     has not been initialised
   */
  public static TrainedNetwork of(Model model) {
    if (model instanceof MultiLayerNetwork network && network.isInitCalled()) {
      return new TrainedStack(network);
    }
    if (model instanceof ComputationGraph graph && graph.params() != null) {
      return new TrainedGraph(graph);
    }
    throw new IllegalArgumentException(
        "a MultiLayerNetwork or ComputationGraph can be watched, after its init(); got "
            + model.getClass().getName());
  }

  /** Whether this is a layer that is trained by itself, as in unsupervised pretraining. */
  public static boolean isLayerAlone(Model model) {
    return model instanceof Layer && !(model instanceof MultiLayerNetwork);
  }

  /** Names of all layers, in the order of a forward pass. */
  public abstract List<String> layers();

  /** Number of steps that the network has made before the present one. */
  public abstract long iteration();

  /** The present epoch, 0-based. */
  public abstract int epoch();

  /**
   * Layers that follow each other without a branch from input to output.
   *
   * @throws IllegalArgumentException naming the layer, if the network is no such chain
   */
  public abstract List<String> chain();

  /** DL4J's layer of that name, which is one of {@link #layers}. */
  abstract Layer layer(String name);

  /** What reshapes a layer's input before it; null where nothing does. */
  abstract @Nullable InputPreProcessor preprocessor(String layer);

  /**
   * A copy of the configuration as a graph's, whose layers are called as here and have their
   * parameters in the same order.
   */
  abstract ComputationGraphConfiguration graphConfiguration();

  /** Output of a layer for some samples, in inference mode. Overwrites the network's inputs. */
  abstract INDArray activations(String layer, INDArray samples);

  /**
   * Name of the layer whose output is the network's.
   *
   * @throws IllegalArgumentException naming the outputs, if there is not exactly one
   */
  abstract String outputLayer();

  /** The present mini-batch's inputs, live; one array for each input of the network. */
  abstract INDArray[] inputs();

  /**
   * Loss of each sample by the network's own loss function, without regularisation, in inference
   * mode. Overwrites the network's inputs.
   */
  abstract INDArray losses(DataSet data);

  /**
   * The same network with these parameters, without its training: no listeners, no updater state.
   * Initialised with parameters given, or DL4J would seed the thread's random stream anew and the
   * training's dropout would go another way.
   */
  abstract TrainedNetwork withoutTraining(INDArray params);

  /** A copy whose forward passes leave this network alone. */
  public final TrainedNetwork copy() {
    return withoutTraining(params().dup());
  }

  /**
   * Output of a layer for some samples as (samples × units), whatever further dimensions it has.
   *
   * @throws IllegalArgumentException naming the shape, if the network does not take such samples
   */
  final Matrix activationsOf(String layer, INDArray samples) {
    return RowMajor.bySample(outputOf(layer, samples));
  }

  /** Output of a layer for some samples in its own shape; errors as above. */
  final INDArray outputOf(String layer, INDArray samples) {
    try {
      return activations(layer, samples);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the network takes no samples of shape %s: %s"
              .formatted(Arrays.toString(samples.shape()), e.getMessage()),
          e);
    }
  }

  /**
   * Sum of the {@link #losses} of a data set.
   *
   * @throws IllegalArgumentException naming the shapes, if the network does not take it
   */
  final double sumOfLosses(DataSet data) {
    INDArray losses;
    try {
      losses = losses(data);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the network takes no samples of shape %s with targets of shape %s: %s"
              .formatted(
                  Arrays.toString(data.getFeatures().shape()),
                  Arrays.toString(data.getLabels().shape()),
                  e.getMessage()),
          e);
    }
    return Arrays.stream(RowMajor.values(losses)).sum();
  }

  /**
   * A copy of the present mini-batch's first input that outlives the step: DL4J calls listeners
   * outside of its workspaces.
   */
  final INDArray copyOfInput() {
    return inputs()[0].dup();
  }

  /** A copy of all parameters of a layer that has some, in DL4J's order. */
  final INDArray parametersOf(String layer) {
    return layer(layer).params().dup();
  }

  /** Whether this is the view of that model. */
  public final boolean views(Model other) {
    return model == other;
  }

  /** Loss of the present mini-batch, before its update. */
  public final double loss() {
    return model.score();
  }

  /** Samples in the present mini-batch. */
  public final int batchSize() {
    return model.batchSize();
  }

  /** Whether DL4J divides the summed gradient by the batch size before it updates. */
  public final boolean averagesGradient() {
    return model.conf().isMiniBatch();
  }

  /** All parameters, live. */
  public final INDArray params() {
    return model.params();
  }

  final void setParams(INDArray params) {
    model.setParams(params);
  }

  /** Sum of the batch's gradients before the update, the update itself afterwards; live. */
  public final INDArray gradient() {
    return model.getGradientsViewArray();
  }

  /** Step size of the first layer that has one, as its schedule gives it now; NaN if none has. */
  public final double learningRate() {
    IUpdater updater = updater();
    return updater == null ? Double.NaN : updater.getLearningRate((int) iteration(), epoch());
  }

  /** The updater of the first layer that has one with a learning rate; may change at any step. */
  private @Nullable IUpdater updater() {
    for (String name : layers()) {
      if (layer(name).conf().getLayer() instanceof BaseLayer base) {
        IUpdater updater = base.getIUpdater();
        if (updater != null && updater.hasLearningRate()) {
          return updater;
        }
      }
    }
    return null;
  }

  /**
   * A copy of a layer's weights (outputs × inputs).
   *
   * @throws IllegalArgumentException if there is no such layer or it has no weight matrix; names
   *     the layers there are
   */
  public final Matrix weights(String layer) {
    INDArray weights = parameter(layer, "W");
    if (weights == null || weights.rank() != 2) {
      throw new IllegalArgumentException(
          "layer '%s' has no weight matrix; layers are %s".formatted(layer, describe()));
    }
    return new Matrix((int) weights.size(1), (int) weights.size(0), columnMajor(weights));
  }

  /**
   * Reads the weights of {@link #weights} anew into a matrix that it gave before: what is done at
   * every step needs no new array.
   */
  final void readWeights(String layer, Matrix into) {
    readColumnMajor(layer(layer).getParam("W"), into.data());
  }

  /** A copy of a layer's biases; empty where it has none. Errors as in {@link #weights}. */
  public final double[] biases(String layer) {
    INDArray biases = parameter(layer, "b");
    return biases == null ? new double[0] : columnMajor(biases);
  }

  private @Nullable INDArray parameter(String layer, String kind) {
    return layer(existing(layer)).paramTable().get(kind);
  }

  /**
   * The name itself.
   *
   * @throws IllegalArgumentException naming the layers there are, if it is none of them
   */
  String existing(String layer) {
    if (!layers().contains(layer)) {
      throw new IllegalArgumentException(
          "there is no layer '%s'; layers are %s".formatted(layer, describe()));
    }
    return layer;
  }

  /** Layers with their kinds, for people: {@code layer0 (DenseLayer), layer1 (OutputLayer)}. */
  final String describe() {
    return String.join(
        ", ",
        layers().stream()
            .map(name -> name + " (" + layer(name).conf().getLayer().getClass().getSimpleName())
            .map(text -> text + ")")
            .toList());
  }

  /** What a run says of its network. */
  public final Map<String, String> config() {
    String parameters = Long.toString(params().length());
    String kind = model.getClass().getSimpleName();
    Map<String, String> config = new HashMap<>();
    config.put(
        ConfigKeys.MODEL,
        "%s, %d layers, %s parameters".formatted(kind, layers().size(), parameters));
    config.put(ConfigKeys.SEED, Long.toString(model.conf().getSeed()));
    config.put("network", describe());
    config.put("parameters", parameters);
    IUpdater updater = updater();
    if (updater != null) {
      config.putAll(UpdaterTraits.of(updater));
    }
    OptimizationAlgorithm algorithm = model.conf().getOptimizationAlgo();
    if (algorithm != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT) {
      config.put(ConfigKeys.OPTIMIZER, algorithm.name().toLowerCase(Locale.ROOT));
    }
    return config;
  }

  private static void readColumnMajor(INDArray array, double[] into) {
    if (isStoredColumnMajor(array) && array.data().indexer() instanceof DoubleIndexer numbers) {
      numbers.get(0, into, 0, into.length);
    } else {
      System.arraycopy(columnMajor(array), 0, into, 0, into.length);
    }
  }

  /** Numbers of an array in column-major order, copied; for parameter views that is one read. */
  static double[] columnMajor(INDArray array) {
    return (isStoredColumnMajor(array) ? array : array.dup('f')).data().asDouble();
  }

  private static boolean isStoredColumnMajor(INDArray array) {
    return array.ordering() == 'f' && array.data().length() == array.length();
  }
}
