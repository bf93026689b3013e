/**
 * Deep diagonal networks, whose layers SGD's noise evens out.
 *
 * <p>{@link dev.plateau.trainer.experiment.support.diagonal.DiagonalDepthExperiment} counts how
 * often the first layer finds the support, {@link
 * dev.plateau.trainer.experiment.support.diagonal.BalancingExperiment} follows the layers'
 * differences. Many trajectories a run, on plain arrays, without DL4J. Not the diagonal networks of
 * the second paper, which have two layers u and v.
 */
@NullMarked
package dev.plateau.trainer.experiment.support.diagonal;

import org.jspecify.annotations.NullMarked;
