package dev.plateau.publisher;

/**
 * The rows of a run up to some moment, as {@link RunPublisher#mark} marks them. Safe for all
 * threads.
 */
@FunctionalInterface
public interface DeliveryMark {
  /**
   * Whether Kafka has acknowledged every row up to the mark, and with them the number of those that
   * were dropped: nothing before the mark can get lost any more without being counted.
   */
  boolean isReached();
}
