package dev.plateau.collector.look;

import dev.plateau.collector.log.Plateau;
import dev.plateau.collector.log.RunEntry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One run in a comparison.
 *
 * @param run what is known of it
 * @param plateau the stabilization that is spoken of; empty: it has none
 * @param origin its step that is position 0; empty: it has no such step and no stretches
 * @param stretches one for each position of the comparison
 * @param firstStepRead step of its first row in the log; -1: it has none
 * @param beginsLate whether the log has dropped what came before that
 * @param bytesRead what reading it took
 */
public record ComparedRun(
    RunEntry run,
    Optional<Plateau> plateau,
    OptionalLong origin,
    List<Stretch> stretches,
    long firstStepRead,
    boolean beginsLate,
    long bytesRead) {}
