/**
 * Tests of {@code docker-compose.yml} and {@code Dockerfile} that need no Docker: what the files
 * say, and what they start, as plain processes. May use the collector's test support and the
 * launcher's jars.
 */
@NullMarked
package dev.plateau.dashboards.compose;

import org.jspecify.annotations.NullMarked;
