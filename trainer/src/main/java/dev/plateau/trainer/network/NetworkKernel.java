package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.TangentKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The tangent kernel of a DL4J network with respect to the sum of its outputs, in inference mode:
 * one forward and one backward pass of all samples through a copy of the network in double
 * precision. A softmax at an output is left out; the outputs are then the logits.
 *
 * <p>Holds a copy of the parameters in double; a pass holds, for n samples, what every vertex gives
 * and every activation function gets, in double. For one thread at a time.
 */
final class NetworkKernel {
  private final ComputationGraph graph;
  private final List<GraphVertex> order = new ArrayList<>();
  private final Map<Integer, TangentVertex> vertices = new HashMap<>();

  private NetworkKernel(ComputationGraph graph) {
    this.graph = graph;
    for (int index : graph.topologicalSortOrder()) {
      GraphVertex vertex = graph.getVertices()[index];
      if (!vertex.isInputVertex()) {
        order.add(vertex);
        vertices.put(index, TangentVertices.of(vertex));
      }
    }
  }

  /**
   * A copy of a network for its kernel.
   *
   * @throws IllegalArgumentException naming the layer, if its part of the kernel is not known, or
   *     the inputs, if there are several
   */
  static NetworkKernel of(TrainedNetwork network) {
    ComputationGraphConfiguration configuration = network.graphConfiguration();
    if (configuration.getNetworkInputs().size() != 1) {
      throw new IllegalArgumentException(
          "a network of one input is needed, it has " + configuration.getNetworkInputs());
    }
    configuration.setDataType(DataType.DOUBLE);
    ComputationGraph graph = new ComputationGraph(configuration);
    // With parameters given, or DL4J would seed the thread's random stream anew.
    graph.init(network.params().castTo(DataType.DOUBLE).dup(), false);
    for (GraphVertex vertex : graph.getVertices()) {
      if (isOutput(graph, vertex) && vertex.getNumOutputConnections() > 0) {
        throw new IllegalArgumentException(
            "output '%s' feeds other vertices".formatted(vertex.getVertexName()));
      }
    }
    return new NetworkKernel(graph);
  }

  /**
   * The kernel at some parameters; undefined if one of them is NaN or infinite.
   *
   * @param params as the network's {@code params()}, of any type
   * @param samples as the network takes them, of any type
   * @throws IllegalArgumentException naming the shape, if the network does not take such samples
   */
  TangentKernel at(INDArray params, INDArray samples) {
    INDArray inDouble = params.castTo(DataType.DOUBLE);
    int count = Math.toIntExact(samples.size(0));
    if (!Double.isFinite(inDouble.sumNumber().doubleValue())) {
      return TangentKernel.undefined(count);
    }
    graph.setParams(inDouble);
    Map<Integer, INDArray> gradients = seeds(forward(samples));
    TangentKernel kernel = new TangentKernel(count);
    for (int at = order.size() - 1; at >= 0; at--) {
      GraphVertex vertex = order.get(at);
      INDArray byOutput = gradients.remove(vertex.getVertexIndex());
      if (byOutput == null) {
        continue; // leads to no output
      }
      VertexIndices[] inputs = vertex.getInputVertices();
      boolean wantsInputs =
          Arrays.stream(inputs).anyMatch(input -> vertices.containsKey(input.getVertexIndex()));
      List<INDArray> byInputs = vertex(vertex).backward(byOutput, wantsInputs, kernel);
      for (int i = 0; i < byInputs.size(); i++) {
        if (vertices.containsKey(inputs[i].getVertexIndex())) {
          gradients.merge(inputs[i].getVertexIndex(), byInputs.get(i), INDArray::add);
        }
      }
    }
    return kernel;
  }

  /** What the outputs give, each by its vertex's index. */
  Map<Integer, INDArray> forward(INDArray samples) {
    INDArray x = samples.castTo(DataType.DOUBLE);
    graph.setInput(0, x);
    Map<Integer, INDArray> given = new HashMap<>();
    Map<Integer, INDArray> outputs = new HashMap<>();
    for (GraphVertex vertex : order) {
      List<INDArray> inputs =
          Arrays.stream(vertex.getInputVertices())
              .map(input -> given.getOrDefault(input.getVertexIndex(), x))
              .toList();
      try {
        given.put(vertex.getVertexIndex(), vertex(vertex).forward(inputs));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(
            "vertex '%s' takes no samples of shape %s: %s"
                .formatted(
                    vertex.getVertexName(), Arrays.toString(samples.shape()), e.getMessage()),
            e);
      }
      if (isOutput(graph, vertex)) {
        outputs.put(
            vertex.getVertexIndex(), Objects.requireNonNull(given.get(vertex.getVertexIndex())));
      }
    }
    return outputs;
  }

  private static Map<Integer, INDArray> seeds(Map<Integer, INDArray> outputs) {
    Map<Integer, INDArray> seeds = new HashMap<>();
    outputs.forEach((index, output) -> seeds.put(index, Nd4j.onesLike(output)));
    return seeds;
  }

  private static boolean isOutput(ComputationGraph graph, GraphVertex vertex) {
    return graph.getConfiguration().getNetworkOutputs().contains(vertex.getVertexName());
  }

  private TangentVertex vertex(GraphVertex vertex) {
    return Objects.requireNonNull(vertices.get(vertex.getVertexIndex()));
  }
}
