/**
 * Deleting a run: the message that asks for it, and waiting until a collector has done it.
 *
 * <p>May use the protocol, {@code log}, {@code topology} for the collectors' group, and
 * kafka-clients.
 */
@NullMarked
package dev.plateau.collector.deletion;

import org.jspecify.annotations.NullMarked;
