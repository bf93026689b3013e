/**
 * Random numbers and orders of samples that are the same on every machine, and that a training that
 * is resumed goes on drawing.
 *
 * <p>{@link dev.plateau.trainer.experiment.random.RandomStream} is for what is drawn here, {@link
 * dev.plateau.trainer.experiment.random.NumpyIntegers} and {@link
 * dev.plateau.trainer.experiment.random.NumpyGaussians} give what the papers' own code drew. May
 * use {@code training}, for what can be saved; nothing else of the project.
 */
@NullMarked
package dev.plateau.trainer.experiment.random;

import org.jspecify.annotations.NullMarked;
