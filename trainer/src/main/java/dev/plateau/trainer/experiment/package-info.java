/**
 * The papers' experiments: their data, settings and training loops.
 *
 * <p>An {@link dev.plateau.trainer.experiment.Experiment} reports its steps to a {@link
 * dev.plateau.trainer.listener.StepSink} and knows nothing of where they go. A {@link
 * dev.plateau.trainer.experiment.TrainingLoop} takes its steps, from the first or from where
 * another process was. May use probes, DL4J and the names of the protocol's metrics; knows no
 * Kafka.
 */
@NullMarked
package dev.plateau.trainer.experiment;

import org.jspecify.annotations.NullMarked;
