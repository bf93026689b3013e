/** Perceptrons against the paper's own runs, and their data. */
@NullMarked
package dev.plateau.trainer.experiment.largesteps.perceptron;

import org.jspecify.annotations.NullMarked;
