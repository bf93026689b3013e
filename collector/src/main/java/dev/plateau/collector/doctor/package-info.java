/**
 * What is looked at when an installation is not well: one class a check, each with one finding that
 * says what to do. Reads only; nothing is written to Kafka.
 *
 * <p>May use {@code topology} for what topics must be, {@code log}, the protocol and kafka-clients.
 */
@NullMarked
package dev.plateau.collector.doctor;

import org.jspecify.annotations.NullMarked;
