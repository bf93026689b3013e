/**
 * What every experiment is.
 *
 * <p>An {@link dev.plateau.trainer.experiment.training.Experiment} has {@link
 * dev.plateau.trainer.experiment.training.Settings}, and begins a {@link
 * dev.plateau.trainer.experiment.training.Training} that reports its steps to a {@link
 * dev.plateau.trainer.listener.StepSink} and knows nothing of where they go. A {@link
 * dev.plateau.trainer.experiment.training.TrainingLoop} takes its steps, from the first or from
 * where another process was: whatever is {@link dev.plateau.trainer.experiment.training.Resumable}
 * goes on to the bit. May use the listener and the names of the protocol; knows no experiment and
 * none of its sister packages.
 */
@NullMarked
package dev.plateau.trainer.experiment.training;

import org.jspecify.annotations.NullMarked;
