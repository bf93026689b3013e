package dev.plateau.collector.live;

import java.util.Arrays;

/**
 * A loss curve one line high, on a logarithmic axis from its smallest to its largest value. A value
 * that is not a positive finite number is an x.
 */
public final class Sparkline {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final String ASCII = "_.,-=+*#";

  private final String ramp;

  /** A sparkline of block characters, or of ASCII ones. */
  public Sparkline(boolean unicode) {
    ramp = unicode ? BLOCKS : ASCII;
  }

  /** The curve, one character a value. */
  public String draw(double... values) {
    double[] logs =
        Arrays.stream(values).filter(Sparkline::isDrawable).map(Math::log10).sorted().toArray();
    if (logs.length == 0) {
      return "x".repeat(values.length);
    }
    double low = logs[0];
    double range = logs[logs.length - 1] - low;
    StringBuilder line = new StringBuilder();
    for (double value : values) {
      line.append(isDrawable(value) ? level(Math.log10(value) - low, range) : 'x');
    }
    return line.toString();
  }

  private char level(double above, double range) {
    int top = ramp.length() - 1;
    return ramp.charAt(range == 0 ? 0 : (int) Math.round(above / range * top));
  }

  private static boolean isDrawable(double value) {
    return value > 0 && Double.isFinite(value);
  }
}
