/**
 * Samples with their targets, and arrays of numbers in NumPy's files.
 *
 * <p>{@link dev.plateau.trainer.experiment.data.Samples} is what a network learns from; {@link
 * dev.plateau.trainer.experiment.data.NpyArray} reads the data of the papers' own code, which are
 * resources of this package, and files of users. May use the matrix of the probes; knows no
 * training, no DL4J and none of its sister packages.
 */
@NullMarked
package dev.plateau.trainer.experiment.data;

import org.jspecify.annotations.NullMarked;
