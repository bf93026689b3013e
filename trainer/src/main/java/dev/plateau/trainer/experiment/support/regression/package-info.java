/**
 * Perceptrons whose target depends on 5 of their 15 inputs: their sum, a sine of it, a staircase of
 * powers.
 *
 * <p>{@link dev.plateau.trainer.experiment.support.regression.SupportLinearExperiment} and its two
 * likes differ in target, activation and batches; data, first weights, steps and measures are the
 * same. On DL4J.
 */
@NullMarked
package dev.plateau.trainer.experiment.support.regression;

import org.jspecify.annotations.NullMarked;
