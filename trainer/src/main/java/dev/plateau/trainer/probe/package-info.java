/**
 * Measures of a network's weights and activations, one class each, as pure functions of arrays.
 *
 * <p>A measure takes a {@link dev.plateau.trainer.probe.Matrix} or an array and gives a number;
 * what it is, its source, shapes and NaN cases stand in its class. No number is ever repaired:
 * weights that are not finite give NaN. Shapes that do not fit are refused with an {@link
 * IllegalArgumentException}. Every measure is immutable and safe for use by many threads at once.
 *
 * <p>May use the OpenBLAS that ND4J brings, through JavaCPP. Knows no listener, no publisher, no
 * Kafka and no ND4J array.
 */
@NullMarked
package dev.plateau.trainer.probe;

import org.jspecify.annotations.NullMarked;
