/**
 * What others see of the collector over HTTP: the series of runs and of the collector itself for
 * Prometheus, whether it lives and whether it is ready.
 *
 * <p>Meets the topology only in {@code run}'s table of views, which it reads. May use the
 * Prometheus client, Micrometer, and of Kafka the one class whose metrics it binds.
 */
@NullMarked
package dev.plateau.collector.expose;

import org.jspecify.annotations.NullMarked;
