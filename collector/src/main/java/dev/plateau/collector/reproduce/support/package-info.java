/**
 * Figures of Beneventano, Pinto, Poggio (2024) whose networks are multi-layer perceptrons, each on
 * its own data.
 */
@NullMarked
package dev.plateau.collector.reproduce.support;

import org.jspecify.annotations.NullMarked;
