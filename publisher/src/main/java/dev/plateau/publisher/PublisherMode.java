package dev.plateau.publisher;

/** Whether a run is published. */
public enum PublisherMode {
  /** Steps go to Kafka while the training runs. */
  ONLINE,
  /** Nothing is published: no threads, no connection, no cost. */
  DISABLED
}
