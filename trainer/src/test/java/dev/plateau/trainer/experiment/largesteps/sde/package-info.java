/** The integrator against exact flows, and the SDE beside SGD's runs. */
@NullMarked
package dev.plateau.trainer.experiment.largesteps.sde;

import org.jspecify.annotations.NullMarked;
