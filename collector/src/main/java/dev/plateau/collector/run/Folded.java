package dev.plateau.collector.run;

import java.util.List;

/**
 * What came of folding one record.
 *
 * @param outcome what became of the record
 * @param newSteps steps folded for the first time in their attempt
 * @param conflicts 1 if the record shows two trainers under one run id or a second experiment
 * @param events what people want to know, in order
 */
public record Folded(Outcome outcome, long newSteps, long conflicts, List<RunEvent> events) {}
