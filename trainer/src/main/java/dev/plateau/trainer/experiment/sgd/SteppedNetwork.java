package dev.plateau.trainer.experiment.sgd;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;

/** What a step by hand needs of a DL4J network, of either kind. A live view. */
sealed interface SteppedNetwork permits SteppedStack, SteppedGraph {
  /** The network. */
  Model model();

  /** Its layers. */
  List<Layer> layers();

  /** Its listeners. */
  Collection<TrainingListener> listeners();

  /** The present learning rate. */
  double learningRate();

  /** Steps taken so far. */
  int iteration();

  /** The present epoch, 0-based. */
  int epoch();

  /** Sets both counters. */
  void count(int iteration, int epoch);

  /** Goes forth and back: the summed gradient is in {@link Model#getGradientsViewArray} then. */
  void computeGradient(Batch batch);
}
