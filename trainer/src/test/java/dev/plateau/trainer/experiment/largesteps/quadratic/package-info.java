/** Propositions 2 and 3 on real iterates. */
@NullMarked
package dev.plateau.trainer.experiment.largesteps.quadratic;

import org.jspecify.annotations.NullMarked;
