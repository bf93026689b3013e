/**
 * Runs shown live to a person without Grafana: so far in the terminal.
 *
 * <p>May use the run views. Knows no Kafka and no metrics library; time and width are passed in.
 */
@NullMarked
package dev.plateau.collector.live;

import org.jspecify.annotations.NullMarked;
