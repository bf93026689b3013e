/**
 * Folds what was recorded earlier, without Kafka: here, folders of loss traces through the phase
 * detector. All reading and writing of files that the pure folds leave out is in this package.
 *
 * <p>May use {@code phase} and {@code run}, jackson-core and files. Knows no Kafka and no metrics
 * library.
 */
@NullMarked
package dev.plateau.collector.replay;

import org.jspecify.annotations.NullMarked;
