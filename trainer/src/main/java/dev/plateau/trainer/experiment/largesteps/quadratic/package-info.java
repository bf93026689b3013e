/**
 * The network h(x) = xθ² of one weight, the smallest whose loss stabilises.
 *
 * <p>{@link dev.plateau.trainer.experiment.largesteps.quadratic.QuadraticExperiment} holds its
 * iterates, which leap across the minimum, against Prop. 2 and 3. On plain arrays, without DL4J.
 */
@NullMarked
package dev.plateau.trainer.experiment.largesteps.quadratic;

import org.jspecify.annotations.NullMarked;
