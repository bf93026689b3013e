package dev.plateau.trainer.listener;

import dev.plateau.trainer.network.NetworkProbe;
import dev.plateau.trainer.network.TrainedNetwork;

/** A probe that was asked for. */
record ProbeRequest(Schedule schedule, NetworkProbe probe) {
  /**
   * Fits the probe to the network.
   *
   * @param lastStep the run's last step, at which every probe runs; negative: not known
   * @throws IllegalArgumentException naming the probe and why it does not fit
   */
  ScheduledProbe bind(TrainedNetwork network, long lastStep) {
    try {
      return new ScheduledProbe(probe.name(), schedule, lastStep, probe.bind(network));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the probe " + probe.name() + " does not fit the network: " + e.getMessage(), e);
    }
  }
}
