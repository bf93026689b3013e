/**
 * Figures of Beneventano, Pinto, Poggio (2024), How Neural Networks Learn the Support is an
 * Implicit Regularization Effect of SGD.
 *
 * <p>{@link dev.plateau.collector.reproduce.support.SupportTask} and {@link
 * dev.plateau.collector.reproduce.support.Variant} say which runs of multi-layer perceptrons on
 * synthetic data there are, once, so that figures share them.
 */
@NullMarked
package dev.plateau.collector.reproduce.support;

import org.jspecify.annotations.NullMarked;
