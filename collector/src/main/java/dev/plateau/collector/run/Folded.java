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
public record Folded(Outcome outcome, long newSteps, int conflicts, List<RunEvent> events) {
  /** A record that could not be read. */
  public static final Folded MALFORMED = new Folded(Outcome.MALFORMED, 0, 0, List.of());
}
