/**
 * What makes Grafana's dashboards: panels and queries in Java, JSON in {@code grafana/dashboards}.
 * Uses Jackson; knows nothing of the collector, whose metrics it names as Prometheus has them.
 */
@NullMarked
package dev.plateau.dashboards;

import org.jspecify.annotations.NullMarked;
