package dev.plateau.collector.run;

/**
 * One attempt of a run at one moment.
 *
 * @param number 1 for the first session, 0 for rows that came without a session
 * @param session 32 hexadecimal digits; empty for attempt 0
 * @param firstStep first step folded; -1: none yet
 * @param lastStep last step folded; -1: none yet
 * @param supersededFrom rows with this step or a later one are superseded; {@link Long#MAX_VALUE}:
 *     none are
 * @param firstOffset offset of its first record
 * @param lastOffset offset of its last record
 * @param missing records that have not arrived though later ones have
 * @param droppedSteps steps that the trainer says it dropped
 */
public record AttemptView(
    int number,
    String session,
    long firstStep,
    long lastStep,
    long supersededFrom,
    long firstOffset,
    long lastOffset,
    long missing,
    long droppedSteps) {}
