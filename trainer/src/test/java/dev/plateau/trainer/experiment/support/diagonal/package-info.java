/** Deep diagonal networks against naive ones, and their laws. */
@NullMarked
package dev.plateau.trainer.experiment.support.diagonal;

import org.jspecify.annotations.NullMarked;
