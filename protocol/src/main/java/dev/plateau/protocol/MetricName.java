package dev.plateau.protocol;

/**
 * A metric, or a metric of one layer. As text {@code metric} or {@code metric/layer}.
 *
 * <p>One text is one name: {@code parse(name.toString()).equals(name)}. A slash inside a metric
 * without layer, or inside a layer, therefore moves the border between the two to the last slash.
 *
 * @param metric 1 to 128 characters, no control characters
 * @param layer name of the layer; empty: the metric belongs to no layer
 */
public record MetricName(String metric, String layer) {
  private static final int MAX_LENGTH = 128;

  /**
   * @throws IllegalArgumentException naming the value, if metric is empty, or either is too long or
   *     has control characters or halves of characters
   */
  public MetricName {
    if (metric.isEmpty()) {
      throw new IllegalArgumentException("a metric's name must not be empty");
    }
    if (layer.isEmpty() || layer.indexOf('/') >= 0) {
      String text = layer.isEmpty() ? metric : metric + "/" + layer;
      int border = border(text);
      metric = text.substring(0, border);
      layer = border == text.length() ? "" : text.substring(border + 1);
    }
    check("metric", metric);
    check("layer", layer);
  }

  /** Where the metric ends: at the last slash that has something on both sides, else at the end. */
  private static int border(String text) {
    int slash = text.lastIndexOf('/');
    return slash <= 0 || slash == text.length() - 1 ? text.length() : slash;
  }

  /** A metric of the whole run, or the name that the text reads as. */
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
    return of(text);
  }

  private static void check(String what, String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a " + what + "'s name has at most 128 characters, got '" + Quote.shortened(text) + "'");
    }
    if (text.codePoints().anyMatch(MetricName::isUnreadable)) {
      throw new IllegalArgumentException(
          "a "
              + what
              + "'s name has no control characters and no halves of characters, got '"
              + Quote.shortened(text)
              + "'");
    }
  }

  /** UTF-8 has no form for half of a character: two names could become one on the wire. */
  private static boolean isUnreadable(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }

  @Override
  public String toString() {
    return layer.isEmpty() ? metric : metric + "/" + layer;
  }
}
