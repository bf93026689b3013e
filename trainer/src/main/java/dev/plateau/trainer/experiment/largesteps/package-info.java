/**
 * The second paper: Andriushchenko, Varre, Pillaud-Vivien, Flammarion (2023), SGD with Large Step
 * Sizes Learns Sparse Features; [L] in the texts.
 *
 * <p>At a large step size the loss stabilises, and meanwhile features become sparse. Here is what
 * its experiments have in common: settings, learning rates by name, and measures that a loop on
 * plain arrays takes itself. May use {@code training}; knows none of the packages below it, each of
 * which has one kind of network. Those do not know each other, nor the first paper's; {@code sde}
 * comes before {@code diagonal} and {@code perceptron}, which say what of theirs an SDE can be run
 * on.
 */
@NullMarked
package dev.plateau.trainer.experiment.largesteps;

import org.jspecify.annotations.NullMarked;
