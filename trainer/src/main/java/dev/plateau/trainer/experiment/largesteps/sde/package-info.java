/**
 * Gradient flow with SGD's label noise: the SDE that models SGD with large step sizes.
 *
 * <p>{@link dev.plateau.trainer.experiment.largesteps.sde.SdeExperiment} integrates it on any
 * {@link dev.plateau.trainer.experiment.largesteps.sde.SdeModel} that it is given; all it knows of
 * a network is its {@link dev.plateau.trainer.experiment.largesteps.sde.TangentNetwork}. On plain
 * arrays; knows no other experiment.
 */
@NullMarked
package dev.plateau.trainer.experiment.largesteps.sde;

import org.jspecify.annotations.NullMarked;
