/**
 * How runs are folded by Kafka Streams: topics, the processor around the fold, its store, what it
 * writes.
 *
 * <p>May use Kafka's public client, Streams and administration APIs, {@code run} and {@code
 * protocol}. Knows no HTTP and no metrics library.
 */
@NullMarked
package dev.plateau.collector.topology;

import org.jspecify.annotations.NullMarked;
