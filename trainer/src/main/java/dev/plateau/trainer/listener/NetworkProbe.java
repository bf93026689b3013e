package dev.plateau.trainer.listener;

/**
 * A measure of a network that is taken now and then, as it is asked for: before it is known which
 * network it will watch. Immutable.
 */
public interface NetworkProbe {
  /** What people call it in a warning, as {@code NTK rank}. */
  String name();

  /**
   * Fits the probe to a network; called once, before the network's first step that is watched.
   *
   * @throws IllegalArgumentException if the network has not what the probe needs; names what was
   *     asked for and what there is
   */
  BoundProbe bind(TrainedNetwork network);
}
