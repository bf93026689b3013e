/**
 * SGD on DL4J's networks, step by step and by hand.
 *
 * <p>{@link dev.plateau.trainer.experiment.sgd.SgdSteps} takes a step on a {@link
 * dev.plateau.trainer.experiment.sgd.Batch}, {@link dev.plateau.trainer.experiment.sgd.Batches} say
 * which comes next, {@link dev.plateau.trainer.experiment.sgd.NetworkTraining} is the training made
 * of both with the listener that watches it; and the perceptron and the learning rates that both
 * papers have. May use {@code training}, {@code random}, {@code data}, DL4J, the listener and the
 * view of a network; knows no experiment.
 */
@NullMarked
package dev.plateau.trainer.experiment.sgd;

import org.jspecify.annotations.NullMarked;
