package dev.plateau.collector.topology;

/**
 * Up to when all that was appended to a partition has been processed: the present of its runs. The
 * fold never asks a clock; it is told this instead, so that a collector that lags behind does not
 * take its own lag for the silence of a trainer.
 */
@FunctionalInterface
interface Watermark {
  /**
   * Microseconds since the epoch, at least the last append time.
   *
   * @param partition of the steps topic
   * @param nextOffset one more than the offset of the last record that was processed
   * @param lastAppendMicros append time of that record
   */
  long micros(int partition, long nextOffset, long lastAppendMicros);
}
