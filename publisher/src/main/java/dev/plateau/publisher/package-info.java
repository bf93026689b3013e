/**
 * How it is sent: what a program embeds to have its training watched.
 *
 * <p>May use the protocol, kafka-clients and slf4j. Knows no DL4J, no Kafka Streams and no metrics
 * library.
 */
@NullMarked
package dev.plateau.publisher;

import org.jspecify.annotations.NullMarked;
