package dev.plateau.trainer.network;

import java.util.Map;

/**
 * A measure of a network that is taken now and then, as it is asked for: before it is known which
 * network it will watch. Immutable.
 */
public interface NetworkProbe {
  /** What people call it in a warning, as {@code NTK rank}. */
  String name();

  /**
   * Whether the measure costs no more than handing it to another thread would (some microseconds):
   * it is then taken in the training's callback, at every step if nobody says otherwise.
   */
  default boolean isCheap() {
    return false;
  }

  /** What a run should say of the probe, for those who compare runs: keys of its configuration. */
  default Map<String, String> config() {
    return Map.of();
  }

  /**
   * Fits the probe to a network; called once, before the network's first step that is watched.
   *
   * @throws IllegalArgumentException if the network has not what the probe needs; names what was
   *     asked for and what there is
   */
  BoundProbe bind(TrainedNetwork network);
}
