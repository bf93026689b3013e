package dev.plateau.trainer.network;

import dev.plateau.protocol.MetricName;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.ObjDoubleConsumer;

/**
 * A probe that watches one network. {@link #watch}, {@link #isReady} and {@link #capture} are
 * called by the training thread, between the forward pass and the update of a step; at the end of a
 * run also after the last step, by whoever ends it, unless the probe {@link #needsStep}.
 */
public interface BoundProbe {
  /** Sees a step, whether the probe is due at it or not; for probes that gather what they need. */
  default void watch() {}

  /** Whether the probe has all that it needs to measure; a step at which it has not is passed. */
  default boolean isReady() {
    return true;
  }

  /**
   * Whether a capture reads the batch or its gradient, which are there during a step only. A
   * measure of the parameters does not, nor one of what {@link #watch} has gathered.
   */
  default boolean needsStep() {
    return false;
  }

  /**
   * Writes what later values depend on beyond the network and what binding gives: what was gathered
   * or observed. Called between two steps, with all that was captured measured.
   */
  default void save(DataOutput out) throws IOException {}

  /** Takes up what {@link #save} wrote of a probe that was bound alike. */
  default void restore(DataInput in) throws IOException {}

  /**
   * Copies what the measure needs of the network as it is now. Parameters and activations are live
   * buffers that the next step overwrites: nothing of them may be kept without a copy.
   */
  Measurement capture();

  /**
   * The measure of what was captured; needs the network no more. Of one probe's measurements no two
   * run at once, and they run in the order of their steps, on whatever thread.
   */
  interface Measurement {
    /** Computes, and hands over each value with its name. NaN is a value. */
    void report(ObjDoubleConsumer<MetricName> row);
  }
}
