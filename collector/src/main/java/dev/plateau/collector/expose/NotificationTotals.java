package dev.plateau.collector.expose;

/**
 * What became of the events that a webhook is to be told, since the collector was started. All ≥ 0,
 * never falling.
 *
 * @param delivered events that the receiver took
 * @param refused events that the receiver will not take
 * @param skipped events that were old news or could not be read
 * @param retries tries that failed and are made again
 */
public record NotificationTotals(long delivered, long refused, long skipped, long retries) {}
