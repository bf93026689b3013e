package dev.plateau.trainer.listener;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.network.TrainedNetwork;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Writes the rows of one network. A row says what holds when its step begins: the loss, gradient
 * and parameters before the update; only the update ratio is of the update itself.
 */
final class NetworkWatch {
  private static final long NONE = -1;

  private final TrainedNetwork network;
  private final StepSink sink;
  private final Probing probing;
  private long begun = NONE;
  private long last = NONE;
  private double parameterNorm;
  private boolean isUpdateKnown;
  private int lastEpoch = -1;

  NetworkWatch(TrainedNetwork network, StepSink sink, Probing probing) {
    this.network = network;
    this.sink = sink;
    this.probing = probing;
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
    probing.during(begun, beginsEpoch);
  }

  /** The parameters are updated; the gradient's array holds the update. */
  void iterationDone(long step) {
    if (begun != step) {
      begin(step); // an optimizer that reports no gradients
    } else if (isUpdateKnown) {
      sink.put(Metrics.UPDATE_RATIO, EuclideanNorm.of(network.gradient()) / parameterNorm);
    }
    commit();
    probing.after(step);
  }

  private void commit() {
    sink.commit();
    last = begun;
    begun = NONE;
  }

  /** Whether a step's row is begun and not committed: its update may be under way. */
  boolean isInStep() {
    return begun != NONE;
  }

  /**
   * The training is over: has the probes capture the parameters as they are, if the network is
   * between two steps; else commits the row of the step that did not end.
   */
  void end() {
    if (isInStep()) {
      commit();
    } else if (last != NONE) {
      probing.captureLast(last, next());
    }
  }

  /** Between two steps: writes the rows of probes that are not written yet. */
  void settle() {
    if (!isInStep()) {
      probing.settle();
    }
  }

  /** Writes what rows of later steps depend on beyond the network; once settled. */
  void save(DataOutput out) throws IOException {
    out.writeInt(lastEpoch);
    probing.save(out);
  }

  /** Takes up what {@link #save} wrote, before the first step. */
  void restore(DataInput in) throws IOException {
    lastEpoch = in.readInt();
    probing.restore(in);
  }

  /** The probes, to be waited for. */
  Probing probing() {
    return probing;
  }

  /** Writes the probes' last values; after {@link #end}. */
  void finish() {
    if (last == NONE) {
      probing.abandon();
    } else {
      probing.finish(last, next());
    }
  }

  /** DL4J counts a step after it has called its listeners. */
  private long next() {
    return Math.max(last + 1, network.iteration());
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
