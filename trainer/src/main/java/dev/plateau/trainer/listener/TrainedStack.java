package dev.plateau.trainer.listener;

import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A MultiLayerNetwork under training. */
final class TrainedStack extends TrainedNetwork {
  private final MultiLayerNetwork network;
  private final List<String> layers;

  TrainedStack(MultiLayerNetwork network) {
    super(network);
    this.network = network;
    this.layers = IntStream.range(0, network.getnLayers()).mapToObj(Integer::toString).toList();
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

  @Override
  Layer layer(String name) {
    return network.getLayer(Integer.parseInt(name));
  }

  @Override
  INDArray activations(String layer, INDArray samples) {
    int number = Integer.parseInt(layer);
    return network.feedForwardToLayer(number, samples, false).get(number + 1);
  }

  @Override
  TrainedNetwork withoutTraining(INDArray params) {
    MultiLayerNetwork copy = new MultiLayerNetwork(network.getLayerWiseConfigurations().clone());
    copy.init(params, false);
    return new TrainedStack(copy);
  }
}
