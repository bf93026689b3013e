package dev.plateau.trainer.experiment.sgd;

import dev.plateau.trainer.network.TrainedNetwork;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;

/** A graph of one input and one output. */
record SteppedGraph(ComputationGraph network) implements SteppedNetwork {
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
    return TrainedNetwork.of(network).learningRate();
  }

  @Override
  public int iteration() {
    return network.getConfiguration().getIterationCount();
  }

  @Override
  public int epoch() {
    return network.getConfiguration().getEpochCount();
  }

  @Override
  public void count(int iteration, int epoch) {
    network.getConfiguration().setIterationCount(iteration);
    network.getConfiguration().setEpochCount(epoch);
  }

  @Override
  public void computeGradient(Batch batch) {
    network.setInput(0, batch.x());
    network.setLabel(0, batch.y());
    network.computeGradientAndScore();
  }
}
