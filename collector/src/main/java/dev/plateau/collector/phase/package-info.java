/**
 * Finds the phases of a run's loss: when it stabilizes, when stabilization ends, when it diverges.
 * {@link dev.plateau.collector.phase.DetectorKind} has all detectors by name.
 *
 * <p>A pure fold of one loss value a step. May use {@code java.base} only; no Kafka, no clock, no
 * metrics library, and no I/O beyond {@link java.io.DataInput} and {@link java.io.DataOutput}.
 */
@NullMarked
package dev.plateau.collector.phase;

import org.jspecify.annotations.NullMarked;
