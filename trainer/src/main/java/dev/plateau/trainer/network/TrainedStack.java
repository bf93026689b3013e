package dev.plateau.trainer.network;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A MultiLayerNetwork under training. */
final class TrainedStack extends TrainedNetwork {
  /** No layer has a space in its number, and hardly in its name. */
  private static final String INPUT = "samples of the network";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

  private final MultiLayerNetwork network;
  private final List<String> layers;

  TrainedStack(MultiLayerNetwork network) {
    super(network);
    this.network = network;
    this.layers = names(network);
  }

  /** Each layer's own name, its number where it has none or shares it. */
  private static List<String> names(MultiLayerNetwork network) {
    List<String> given =
        Arrays.stream(network.getLayers())
            .map(layer -> Objects.requireNonNullElse(layer.conf().getLayer().getLayerName(), ""))
            .toList();
    return IntStream.range(0, given.size())
        .mapToObj(
            number -> {
              String name = given.get(number);
              boolean isItsOwn = !name.isEmpty() && Collections.frequency(given, name) == 1;
              return isItsOwn ? name : Integer.toString(number);
            })
        .toList();
  }

  @Override
  public List<String> layers() {
    return layers;
  }

  @Override
  public long iteration() {
    return network.getIterationCount();
  }

  @Override
  public int epoch() {
    return network.getEpochCount();
  }

  @Override
  public List<String> chain() {
    return layers;
  }

  /** A number stands for the layer's name too. */
  @Override
  String existing(String layer) {
    return NUMBER.matcher(layer).matches() && Integer.parseInt(layer) < layers.size()
        ? layers.get(Integer.parseInt(layer))
        : super.existing(layer);
  }

  @Override
  Layer layer(String name) {
    return network.getLayer(layers.indexOf(name));
  }

  @Override
  @Nullable InputPreProcessor preprocessor(String layer) {
    return network.getLayerWiseConfigurations().getInputPreProcess(layers.indexOf(layer));
  }

  @Override
  ComputationGraphConfiguration graphConfiguration() {
    MultiLayerConfiguration stack = network.getLayerWiseConfigurations().clone();
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .dataType(stack.getDataType())
            .graphBuilder()
            .validateOutputLayerConfig(false)
            .addInputs(INPUT);
    String before = INPUT;
    for (int number = 0; number < layers.size(); number++) {
      String name = layers.get(number);
      graph.addLayer(
          name, stack.getConf(number).getLayer(), stack.getInputPreProcess(number), before);
      before = name;
    }
    return graph.setOutputs(before).build();
  }

  @Override
  INDArray activations(String layer, INDArray samples) {
    int number = layers.indexOf(layer);
    return network.feedForwardToLayer(number, samples, false).get(number + 1);
  }

  @Override
  String outputLayer() {
    return layers.get(layers.size() - 1);
  }

  @Override
  INDArray[] inputs() {
    return new INDArray[] {network.getInput()};
  }

  @Override
  INDArray losses(DataSet data) {
    return network.scoreExamples(data, false);
  }

  @Override
  TrainedNetwork withoutTraining(INDArray params) {
    MultiLayerNetwork copy = new MultiLayerNetwork(network.getLayerWiseConfigurations().clone());
    copy.init(params, false);
    return new TrainedStack(copy);
  }
}
