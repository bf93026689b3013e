/**
 * Reads what was recorded earlier: folders of loss traces, folded through the phase detector, and
 * the log's topics of events and of runs. All reading and writing of files that the pure folds
 * leave out is in this package.
 *
 * <p>May use {@code phase} and {@code run}, kafka-clients, Jackson and files. Knows no Streams and
 * no metrics library.
 */
@NullMarked
package dev.plateau.collector.replay;

import org.jspecify.annotations.NullMarked;
