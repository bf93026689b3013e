package dev.plateau.collector.run;

/**
 * A run's books at one moment; all counts ≥ 0.
 *
 * @param totals records by outcome, steps and conflicts
 * @param repeatedSteps rows that told nothing new
 * @param missing records that a later sequence shows to exist and that have not arrived
 * @param droppedSteps steps that trainers say they dropped
 */
public record LedgerView(Totals totals, long repeatedSteps, long missing, long droppedSteps) {}
