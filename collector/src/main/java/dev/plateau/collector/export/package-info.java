/**
 * Recorded runs as files for other tools: tables of one row a step for DuckDB and its like, and
 * OpenMetrics for Prometheus. {@link dev.plateau.collector.export.Exporter} is the way in.
 *
 * <p>May use {@code log}, {@code run}, the names of series in {@code expose}, the protocol, DuckDB,
 * Jackson and files. Knows no Streams, no broker and no command line.
 */
@NullMarked
package dev.plateau.collector.export;

import org.jspecify.annotations.NullMarked;
