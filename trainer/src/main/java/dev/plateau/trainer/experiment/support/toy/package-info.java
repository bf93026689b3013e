/**
 * The toy f(x) = a·b·x, the smallest network that can learn a support.
 *
 * <p>{@link dev.plateau.trainer.experiment.support.toy.ToyExperiment} shows where gradient descent
 * stops, and where SGD goes on to. On plain arrays, without DL4J.
 */
@NullMarked
package dev.plateau.trainer.experiment.support.toy;

import org.jspecify.annotations.NullMarked;
