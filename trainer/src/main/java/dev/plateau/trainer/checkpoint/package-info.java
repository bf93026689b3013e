/**
 * Checkpoints: trainings that a process leaves behind, so that another one goes on where it was.
 *
 * <p>A {@link dev.plateau.trainer.checkpoint.CheckpointKeeper} takes them between two steps and
 * writes them into a {@link dev.plateau.trainer.checkpoint.CheckpointFolder} once the rows before
 * them are delivered. May use experiments; knows no publisher. RATIONALE.md says why things are as
 * they are.
 */
@NullMarked
package dev.plateau.trainer.checkpoint;

import org.jspecify.annotations.NullMarked;
