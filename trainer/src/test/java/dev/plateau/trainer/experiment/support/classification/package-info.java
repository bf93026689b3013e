/** The experiments on classes, on small files of their own. */
@NullMarked
package dev.plateau.trainer.experiment.support.classification;

import org.jspecify.annotations.NullMarked;
