/**
 * Folds once more what was recorded, without Kafka Streams: folders of loss traces through the
 * phase detector, and logged runs through the whole fold, to be compared with what was told of them
 * live.
 *
 * <p>May use {@code log}, {@code run}, {@code phase} and files. Knows no Streams and no metrics
 * library.
 */
@NullMarked
package dev.plateau.collector.verify;

import org.jspecify.annotations.NullMarked;
