/**
 * The first paper: Beneventano, Pinto, Poggio (2024), How Neural Networks Learn the Support is an
 * Implicit Regularization Effect of SGD; [S] in the texts.
 *
 * <p>Mini-batch SGD shrinks the first layer's weights of inputs that do not matter, gradient
 * descent leaves them. A package for each kind of network and data; none of them knows another, or
 * the second paper's.
 */
@NullMarked
package dev.plateau.trainer.experiment.support;

import org.jspecify.annotations.NullMarked;
