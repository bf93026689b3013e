/**
 * The papers' figures, from real runs: which trainings are behind a figure, what is expected of
 * them, stated beforehand, and how it is drawn. Reads runs from the log; knows no network and no
 * trainer but by its command line. Only {@code plot} knows the plotting library.
 */
@NullMarked
package dev.plateau.collector.reproduce;

import org.jspecify.annotations.NullMarked;
