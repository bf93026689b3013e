/**
 * Watches a DL4J network while it trains: a row of measures for every step, probes on a schedule.
 *
 * <p>A listener is attached to a network; its rows go to a {@link
 * dev.plateau.trainer.listener.StepSink}, which knows nothing of networks. Nothing that goes wrong
 * here reaches the training. May use DL4J, probes, the publisher and the names of the protocol's
 * metrics; knows no experiment.
 */
@NullMarked
package dev.plateau.trainer.listener;

import org.jspecify.annotations.NullMarked;
