package dev.plateau.trainer.listener;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.network.TrainedNetwork;
import java.util.List;

/**
 * Writes the rows of one network. A row says what holds when its step begins: the loss, gradient
 * and parameters before the update; only the update ratio is of the update itself.
 */
final class NetworkWatch {
  private static final long NONE = -1;

  private final TrainedNetwork network;
  private final StepSink sink;
  private final List<ScheduledProbe> probes;
  private long begun = NONE;
  private double parameterNorm;
  private boolean isUpdateKnown;
  private int lastEpoch = -1;

  NetworkWatch(TrainedNetwork network, StepSink sink, List<ScheduledProbe> probes) {
    this.network = network;
    this.sink = sink;
    this.probes = probes;
  }

  TrainedNetwork network() {
    return network;
  }

  /**
   * The step's gradient is there, its parameters are not changed yet. A line search asks for
   * several gradients a step: the first is the step's, and the last is no update.
   */
  void gradientCalculated() {
    if (begun == network.iteration()) {
      isUpdateKnown = false;
      return;
    }
    begin(network.iteration());
    isUpdateKnown = true;
    double gradientNorm = EuclideanNorm.of(network.gradient());
    sink.put(
        Metrics.GRADIENT_NORM,
        network.averagesGradient() ? gradientNorm / network.batchSize() : gradientNorm);
    parameterNorm = EuclideanNorm.of(network.params());
    sink.put(Metrics.PARAMETER_NORM, parameterNorm);
    int epoch = network.epoch();
    boolean beginsEpoch = epoch != lastEpoch;
    lastEpoch = epoch;
    for (ScheduledProbe probe : probes) {
      probe.runIfDue(begun, beginsEpoch, sink);
    }
  }

  /** The parameters are updated; the gradient's array holds the update. */
  void iterationDone(long step) {
    if (begun != step) {
      begin(step); // an optimizer that reports no gradients
    } else if (isUpdateKnown) {
      sink.put(Metrics.UPDATE_RATIO, EuclideanNorm.of(network.gradient()) / parameterNorm);
    }
    sink.commit();
    begun = NONE;
  }

  private void begin(long step) {
    begun = step;
    sink.step(step);
    sink.put(Metrics.LOSS, network.loss());
    sink.put(Metrics.LEARNING_RATE, network.learningRate());
    sink.put(Metrics.BATCH_SIZE, network.batchSize());
    sink.put(Metrics.EPOCH, network.epoch());
  }
}
