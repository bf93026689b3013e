/** The toy against the paper's own digits. */
@NullMarked
package dev.plateau.trainer.experiment.support.toy;

import org.jspecify.annotations.NullMarked;
