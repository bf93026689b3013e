/**
 * The collector's commands: what is typed, what is printed, exit codes.
 *
 * <p>May use every package of the collector; none may use this one.
 */
@NullMarked
package dev.plateau.collector.cli;

import org.jspecify.annotations.NullMarked;
