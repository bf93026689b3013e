package dev.plateau.collector.phase;

import java.util.Optional;

/**
 * Finds the phases of one loss: folds the losses of one attempt of one run, one value a step, and
 * says when the phase changes. Deterministic, with bounded time and memory per observation; not
 * thread-safe.
 *
 * <p>What is folded live has to outlive its process and is a {@link StorableDetector}; one that is
 * this alone can only be asked about what was recorded.
 */
public interface PhaseDetector {
  /** The name, with version, by which it is chosen and its events are marked. */
  String name();

  /** What the loss is doing, as of the last observation. */
  LossPhase phase();

  /**
   * Takes the learning rate of a step, before its loss, where the trainer says it. A detector of
   * the loss alone has no use for it.
   *
   * @param step the trainer's step; the next loss is of it or a later one
   * @param rate the learning rate; NaN: not known
   */
  default void learningRate(long step, double rate) {}

  /**
   * Takes the next loss of the attempt.
   *
   * @param step the trainer's step; greater than the last one, holes need no action
   * @param loss the loss; anything, NaN and infinities too
   * @return the change of phase that this loss revealed, if any
   */
  Optional<PhaseEvent> observe(long step, double loss);
}
