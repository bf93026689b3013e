/**
 * A DL4J network as measures see it, and what can be measured of one.
 *
 * <p>{@link dev.plateau.trainer.network.TrainedNetwork} is the view of a network of either kind. A
 * {@link dev.plateau.trainer.network.NetworkProbe} is bound to one, captures on the training thread
 * and measures elsewhere; the measures themselves are pure functions of arrays in {@code probe}.
 * May use DL4J, probes and the names of the protocol's metrics; knows no listener, no publisher and
 * no experiment.
 */
@NullMarked
package dev.plateau.trainer.network;

import org.jspecify.annotations.NullMarked;
