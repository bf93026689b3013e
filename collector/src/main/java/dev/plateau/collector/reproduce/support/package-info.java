/**
 * Figures of Beneventano, Pinto, Poggio (2024), How Neural Networks Learn the Support is an
 * Implicit Regularization Effect of SGD.
 */
@NullMarked
package dev.plateau.collector.reproduce.support;

import org.jspecify.annotations.NullMarked;
