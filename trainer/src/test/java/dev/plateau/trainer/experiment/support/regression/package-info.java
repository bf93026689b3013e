/** The experiments on 5 of 15 inputs against the paper's own runs, and their data. */
@NullMarked
package dev.plateau.trainer.experiment.support.regression;

import org.jspecify.annotations.NullMarked;
