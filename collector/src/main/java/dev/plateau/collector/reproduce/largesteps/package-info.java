/**
 * Figures of Andriushchenko, Varre, Pillaud-Vivien, Flammarion (2023), SGD with Large Step Sizes
 * Learns Sparse Features.
 *
 * <p>{@link dev.plateau.collector.reproduce.largesteps.LargeStepTask} says which runs there are,
 * once, so that figures share them; {@link dev.plateau.collector.reproduce.largesteps.Observations}
 * what the paper observes on each.
 */
@NullMarked
package dev.plateau.collector.reproduce.largesteps;

import org.jspecify.annotations.NullMarked;
