/**
 * What was recorded: the log's topics and archives of them, and how one run is found and read in
 * either. {@link dev.plateau.collector.log.RunLog} is what all others read from.
 *
 * <p>May use {@code run}, the protocol, kafka-clients, Jackson and files. Knows no Streams and no
 * metrics library.
 */
@NullMarked
package dev.plateau.collector.log;

import org.jspecify.annotations.NullMarked;
