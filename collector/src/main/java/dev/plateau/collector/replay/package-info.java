/**
 * Publishes recorded runs again, as new runs, at their own pace or another: what is replayed
 * ({@link dev.plateau.collector.replay.ReplayPlan}), when each row is due ({@code Timeline}, {@code
 * Pace}), and what is said of it, resolved or as it stands in the log.
 *
 * <p>May use {@code log}, {@code run}, the protocol and the publisher. Knows no Streams, no metrics
 * library and no terminal.
 */
@NullMarked
package dev.plateau.collector.replay;

import org.jspecify.annotations.NullMarked;
