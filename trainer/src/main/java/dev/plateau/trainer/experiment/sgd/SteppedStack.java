package dev.plateau.trainer.experiment.sgd;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;

/** A stack of layers. */
record SteppedStack(MultiLayerNetwork network) implements SteppedNetwork {
  @Override
  public Model model() {
    return network;
  }

  @Override
  public List<Layer> layers() {
    return List.of(network.getLayers());
  }

  @Override
  public Collection<TrainingListener> listeners() {
    return network.getListeners();
  }

  @Override
  public double learningRate() {
    return network.getLearningRate(0);
  }

  @Override
  public int iteration() {
    return network.getIterationCount();
  }

  @Override
  public int epoch() {
    return network.getEpochCount();
  }

  @Override
  public void count(int iteration, int epoch) {
    network.setIterationCount(iteration);
    network.setEpochCount(epoch);
  }

  @Override
  public void computeGradient(Batch batch) {
    network.setInput(batch.x());
    network.setLabels(batch.y());
    network.computeGradientAndScore();
  }
}
