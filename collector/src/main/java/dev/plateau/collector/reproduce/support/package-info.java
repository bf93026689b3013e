/**
 * Figures of Beneventano, Pinto, Poggio (2024) whose networks are multi-layer perceptrons on
 * synthetic data: {@code support-linear}, {@code support-sine} and {@code support-staircase}.
 *
 * <p>{@link dev.plateau.collector.reproduce.support.SupportTask} and {@link
 * dev.plateau.collector.reproduce.support.Variant} say which runs there are, once, so that figures
 * share them.
 */
@NullMarked
package dev.plateau.collector.reproduce.support;

import org.jspecify.annotations.NullMarked;
