/**
 * A whole Kafka inside this JVM: one node, broker and controller, for people who have none.
 *
 * <p>May use Kafka's server and metadata classes, which are not public APIs: they are named nowhere
 * else. Knows nothing of runs.
 */
@NullMarked
package dev.plateau.collector.embedded;

import org.jspecify.annotations.NullMarked;
