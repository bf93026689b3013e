package dev.plateau.trainer.network;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A ComputationGraph under training. */
final class TrainedGraph extends TrainedNetwork {
  private final ComputationGraph graph;
  private final List<String> layers;

  TrainedGraph(ComputationGraph graph) {
    super(graph);
    this.graph = graph;
    this.layers =
        Arrays.stream(graph.getLayers())
            .map(layer -> layer.conf().getLayer().getLayerName())
            .toList();
  }

  @Override
  public List<String> layers() {
    return layers;
  }

  @Override
  public long iteration() {
    return graph.getConfiguration().getIterationCount();
  }

  @Override
  public int epoch() {
    return graph.getConfiguration().getEpochCount();
  }

  @Override
  public List<String> chain() {
    Map<String, List<String>> inputs = graph.getConfiguration().getVertexInputs();
    List<String> before = graph.getConfiguration().getNetworkInputs();
    for (String layer : layers) {
      if (before.size() != 1 || !before.equals(inputs.get(layer))) {
        throw new IllegalArgumentException(
            "the graph is no plain chain of layers at '%s'; layers are %s"
                .formatted(layer, describe()));
      }
      before = List.of(layer);
    }
    return layers;
  }

  @Override
  Layer layer(String name) {
    return graph.getLayer(name);
  }

  @Override
  @Nullable InputPreProcessor preprocessor(String layer) {
    return ((LayerVertex) graph.getVertex(layer)).getLayerPreProcessor();
  }

  @Override
  ComputationGraphConfiguration graphConfiguration() {
    return graph.getConfiguration().clone();
  }

  @Override
  INDArray activations(String layer, INDArray samples) {
    // No further than the layer: an ActivationLayer after it would write over its output.
    INDArray found = graph.feedForward(samples, layers.indexOf(layer), false).get(layer);
    if (found == null) {
      throw new IllegalStateException("the forward pass gave no activations of " + layer);
    }
    return found;
  }

  @Override
  String outputLayer() {
    List<String> outputs = graph.getConfiguration().getNetworkOutputs();
    if (outputs.size() != 1) {
      throw new IllegalArgumentException("one output is needed, the graph has " + outputs);
    }
    return existing(outputs.get(0));
  }

  @Override
  INDArray[] inputs() {
    return graph.getInputs();
  }

  @Override
  INDArray losses(DataSet data) {
    return graph.scoreExamples(data, false);
  }

  @Override
  TrainedNetwork withoutTraining(INDArray params) {
    ComputationGraph copy = new ComputationGraph(graph.getConfiguration().clone());
    copy.init(params, false);
    return new TrainedGraph(copy);
  }
}
