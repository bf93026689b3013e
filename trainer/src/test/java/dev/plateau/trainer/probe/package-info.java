/** Measures against the papers' own code (fixtures) and against naive oracles. */
@NullMarked
package dev.plateau.trainer.probe;

import org.jspecify.annotations.NullMarked;
