/**
 * What a run is: the pure fold of its records into state, phase, ledger and events, the compact
 * form of that state, and the views of it that others read.
 *
 * <p>May use the protocol, the phase detector and jackson-core. Knows no Kafka, no clock, no files,
 * no metrics library: the same fold runs live, in {@code verify} and in tests.
 */
@NullMarked
package dev.plateau.collector.run;

import org.jspecify.annotations.NullMarked;
