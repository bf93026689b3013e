/** Tests of settings, and what other tests record and interrupt trainings with. */
@NullMarked
package dev.plateau.trainer.experiment.training;

import org.jspecify.annotations.NullMarked;
