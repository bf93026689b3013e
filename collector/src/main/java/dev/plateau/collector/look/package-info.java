/**
 * Recorded runs looked at by people: the curve of a metric over a whole run, its stabilizations,
 * several runs side by side. Numbers only; the commands say how they are printed.
 *
 * <p>May use {@code log}, {@code run} and the protocol. Knows no Streams, no metrics library and no
 * collector that runs.
 */
@NullMarked
package dev.plateau.collector.look;

import org.jspecify.annotations.NullMarked;
