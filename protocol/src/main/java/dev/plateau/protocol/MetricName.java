package dev.plateau.protocol;

/**
 * A metric, or a metric of one layer. As text {@code metric} or {@code metric/layer}.
 *
 * @param metric 1 to 128 characters, no control characters
 * @param layer name of the layer; empty: the metric belongs to no layer
 */
public record MetricName(String metric, String layer) {
  private static final int MAX_LENGTH = 128;

  /**
   * @throws IllegalArgumentException naming the value, if metric is empty, or either is too long or
   *     has control characters
   */
  public MetricName {
    if (metric.isEmpty()) {
      throw new IllegalArgumentException("a metric's name must not be empty");
    }
    check("metric", metric);
    check("layer", layer);
  }

  /** A metric of the whole run. */
  public static MetricName of(String metric) {
    return new MetricName(metric, "");
  }

  /** A metric of one layer. */
  public static MetricName of(String metric, String layer) {
    return new MetricName(metric, layer);
  }

  /**
   * Reads {@code metric} or {@code metric/layer}; the last slash separates.
   *
   * @throws IllegalArgumentException as the constructor does
   */
  public static MetricName parse(String text) {
    int slash = text.lastIndexOf('/');
    return slash <= 0 || slash == text.length() - 1
        ? of(text)
        : of(text.substring(0, slash), text.substring(slash + 1));
  }

  private static void check(String what, String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a " + what + "'s name has at most 128 characters, got '" + Quote.shortened(text) + "'");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a " + what + "'s name has no control characters, got '" + Quote.shortened(text) + "'");
    }
  }

  @Override
  public String toString() {
    return layer.isEmpty() ? metric : metric + "/" + layer;
  }
}
