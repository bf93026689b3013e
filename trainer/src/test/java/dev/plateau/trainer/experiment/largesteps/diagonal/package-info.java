/** Diagonal networks against the paper's own runs, and their data. */
@NullMarked
package dev.plateau.trainer.experiment.largesteps.diagonal;

import org.jspecify.annotations.NullMarked;
