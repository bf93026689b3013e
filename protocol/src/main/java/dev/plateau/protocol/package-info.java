/**
 * What is said: the messages of a run, their codec for Protobuf and JSON, and the names of topics.
 *
 * <p>May use protobuf-java and jackson-core. Knows no Kafka, no DL4J and no metrics library.
 */
@NullMarked
package dev.plateau.protocol;

import org.jspecify.annotations.NullMarked;
