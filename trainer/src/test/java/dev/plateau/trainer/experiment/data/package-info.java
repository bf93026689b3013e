/** Samples and NumPy's files. */
@NullMarked
package dev.plateau.trainer.experiment.data;

import org.jspecify.annotations.NullMarked;
