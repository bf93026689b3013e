/**
 * The trainer's commands: {@code train}, {@code experiments}, {@code pipe} and {@code measure}.
 *
 * <p>May use everything of the trainer and the publisher; nothing uses it.
 */
@NullMarked
package dev.plateau.trainer.cli;

import org.jspecify.annotations.NullMarked;
