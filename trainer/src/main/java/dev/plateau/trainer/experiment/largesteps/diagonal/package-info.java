/**
 * Diagonal linear networks u ∘ v.
 *
 * <p>{@link dev.plateau.trainer.experiment.largesteps.diagonal.DiagonalExperiment} and the others
 * train them by SGD on one sample a step or by gradient descent, hold Prop. 1 against the steps,
 * and follow trajectories in a plane; {@link
 * dev.plateau.trainer.experiment.largesteps.diagonal.DiagonalSde} is what the SDE is run on. On
 * plain arrays, without DL4J: a step takes a fraction of a microsecond.
 */
@NullMarked
package dev.plateau.trainer.experiment.largesteps.diagonal;

import org.jspecify.annotations.NullMarked;
