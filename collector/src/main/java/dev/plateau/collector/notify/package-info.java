/**
 * Tells people of events without Prometheus: reads the topic of events behind the collector and
 * posts what matters to a webhook, at least once. The log is the queue; nothing upstream waits for
 * it or knows of it.
 *
 * <p>May use {@code run} and {@code replay}, kafka-clients, Jackson and {@code java.net.http}.
 * Knows no Streams and no metrics library.
 */
@NullMarked
package dev.plateau.collector.notify;

import org.jspecify.annotations.NullMarked;
