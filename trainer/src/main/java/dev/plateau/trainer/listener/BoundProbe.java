package dev.plateau.trainer.listener;

import dev.plateau.protocol.MetricName;
import java.util.function.ObjDoubleConsumer;

/** A probe that watches one network. Used by the training thread only. */
public interface BoundProbe {
  /**
   * Copies what the measure needs of the network as it is now. Parameters and activations are live
   * buffers that the next step overwrites: nothing of them may be kept without a copy.
   */
  Measurement capture();

  /** The measure of what was captured; needs the network no more. */
  interface Measurement {
    /** Computes, and hands over each value with its name. NaN is a value. */
    void report(ObjDoubleConsumer<MetricName> row);
  }
}
