/** Experiments against the papers' own runs, and their data and settings. */
@NullMarked
package dev.plateau.trainer.experiment;

import org.jspecify.annotations.NullMarked;
