package dev.plateau.collector.export;

/** What a sample's timestamp is made of. */
enum SampleTime {
  /** The trainer's time, to the millisecond. */
  WALL {
    @Override
    long millis(long step, long timeMicros) {
      return Math.floorDiv(timeMicros, 1000L);
    }
  },

  /** Step s at the second s since 1970. */
  STEP {
    @Override
    long millis(long step, long timeMicros) {
      return step > Long.MAX_VALUE / 1000 ? -1 : step * 1000;
    }
  };

  /** Milliseconds since the epoch; below 0: Prometheus has no such time. */
  abstract long millis(long step, long timeMicros);

  /**
   * A time as it stands in OpenMetrics: seconds. Prometheus reads it as a double, multiplies by
   * 1000 and cuts off; where that would give a millisecond less, half a one is added.
   */
  static String text(long millis) {
    long seconds = millis / 1000;
    int rest = (int) (millis % 1000);
    if (rest == 0) {
      return Long.toString(seconds);
    }
    StringBuilder text = new StringBuilder(24).append(seconds).append('.');
    text.append((char) ('0' + rest / 100));
    text.append((char) ('0' + rest / 10 % 10));
    text.append((char) ('0' + rest % 10));
    if ((long) (millis / 1000.0 * 1000) != millis) {
      text.append('5');
    }
    return text.toString();
  }
}
