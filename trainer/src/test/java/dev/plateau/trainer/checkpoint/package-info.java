/** Checkpoints: their bytes, their files, and when they are written. */
@NullMarked
package dev.plateau.trainer.checkpoint;

import org.jspecify.annotations.NullMarked;
