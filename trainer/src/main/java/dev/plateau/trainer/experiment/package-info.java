/**
 * The papers' experiments, by name.
 *
 * <p>{@link dev.plateau.trainer.experiment.Experiments} is the catalogue that the command line
 * asks, and the only class that knows all experiments: each of them stands in the package of its
 * paper, {@code support} or {@code largesteps}, on what all have in common: {@code training},
 * {@code random}, {@code data} and {@code sgd}. None of these knows the catalogue. Experiments may
 * use probes, DL4J and the names of the protocol's metrics; they know no Kafka and no publisher.
 */
@NullMarked
package dev.plateau.trainer.experiment;

import org.jspecify.annotations.NullMarked;
