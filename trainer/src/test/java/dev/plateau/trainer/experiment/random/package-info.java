/** Random streams against NumPy's and Java's own numbers. */
@NullMarked
package dev.plateau.trainer.experiment.random;

import org.jspecify.annotations.NullMarked;
