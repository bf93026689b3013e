/** Steps by hand and batches against naive ones, and the first paper's laws of a step. */
@NullMarked
package dev.plateau.trainer.experiment.sgd;

import org.jspecify.annotations.NullMarked;
