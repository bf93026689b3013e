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

  /**
   * Since when the log can be heard without a break, microseconds since the epoch. While the broker
   * is away no trainer can say anything: when it is back, none of them is lost yet.
   */
  default long hearingSinceMicros() {
    return 0;
  }
}
