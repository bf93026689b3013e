/**
 * Sheets of figures as SVG files. Draws what it is given and knows nothing of runs; the only
 * package that knows the plotting library.
 */
@NullMarked
package dev.plateau.collector.reproduce.plot;

import org.jspecify.annotations.NullMarked;
