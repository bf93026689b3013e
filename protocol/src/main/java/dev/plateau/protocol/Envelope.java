package dev.plateau.protocol;

/**
 * One record of the topic {@link Topics#STEPS}.
 *
 * @param run whose record it is; the record's key
 * @param origin its place in the run's stream
 * @param message what it says
 */
public record Envelope(RunId run, Origin origin, Message message) {}
