/** Tests of the trainer's commands. */
@NullMarked
package dev.plateau.trainer.cli;

import org.jspecify.annotations.NullMarked;
