package dev.plateau.trainer.experiment.largesteps.sde;

import dev.plateau.trainer.experiment.largesteps.StepProbe;
import java.util.function.LongToDoubleFunction;

/**
 * What an SDE is run on: a network as SGD's runs have it, and such a run to go along with.
 *
 * <p>The loss of those runs is a multiple a of (1/2n) Σ r_i²: a = 1 for the diagonal network, a = 2
 * for networks trained on the mean of r². A step of η down a's gradient is a step of aη down the
 * gradient of (1/2n) Σ r_i², so both are trained on the latter, with aη.
 *
 * @param network the one that is moved
 * @param companion SGD from the same first weights
 * @param measures of the network
 * @param learningRate η of a step, as in SGD's run
 * @param lossScale a
 */
public record SdeSubject(
    TangentNetwork network,
    SgdCompanion companion,
    StepProbe measures,
    LongToDoubleFunction learningRate,
    double lossScale) {}
