package dev.plateau.collector.reproduce.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * A logarithmic axis with ticks at powers of ten, labelled as 10³, and small ones between them. One
 * that shows less than two of them has plain numbers.
 */
final class DecadeAxis extends LogAxis {
  /** Pixels that a label takes along the axis. */
  private static final double LABEL_WIDTH = 34;

  private static final double LABEL_HEIGHT = 20;
  private static final int MOST_DECADES_WITH_SMALL_TICKS = 12;
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  DecadeAxis(String label, AxisRange range) {
    super(label);
    setRange(range.lower(), range.upper());
    setMinorTickMarksVisible(true);
  }

  @Override
  public List<ValueTick> refreshTicks(
      Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
    boolean isAcross = RectangleEdge.isTopOrBottom(edge);
    TextAnchor anchor = isAcross ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
    int first = (int) Math.ceil(Math.log10(getLowerBound()) - 1e-9);
    int last = (int) Math.floor(Math.log10(getUpperBound()) + 1e-9);
    if (last - first < 1) {
      return plainTicks(anchor);
    }
    double room = isAcross ? area.getWidth() / LABEL_WIDTH : area.getHeight() / LABEL_HEIGHT;
    double decades = Math.log10(getUpperBound() / getLowerBound());
    int stride = Math.max(1, (int) Math.ceil(decades / Math.max(room, 1)));
    List<ValueTick> ticks = new ArrayList<>();
    for (int exponent = first - 1; exponent <= last; exponent++) {
      if (exponent >= first) {
        String label = Math.floorMod(exponent, stride) == 0 ? power(exponent) : "";
        ticks.add(tick(TickType.MAJOR, Math.pow(10, exponent), label, anchor));
      }
      for (int digit = 2; digit < 10 && decades <= MOST_DECADES_WITH_SMALL_TICKS; digit++) {
        double value = digit * Math.pow(10, exponent);
        if (getRange().contains(value)) {
          ticks.add(tick(TickType.MINOR, value, "", anchor));
        }
      }
    }
    return ticks;
  }

  /** Ticks at 1, 2 and 5 times powers of ten, or, if these are too few, at even distances. */
  private List<ValueTick> plainTicks(TextAnchor anchor) {
    List<ValueTick> ticks = new ArrayList<>();
    for (int exponent = (int) Math.floor(Math.log10(getLowerBound()));
        Math.pow(10, exponent) <= getUpperBound();
        exponent++) {
      for (int digit : new int[] {1, 2, 5}) {
        addPlain(ticks, BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent), anchor);
      }
    }
    if (ticks.size() >= 3) {
      return ticks;
    }
    ticks.clear();
    BigDecimal distance = evenDistance(getRange().getLength() / 4);
    BigDecimal value =
        BigDecimal.valueOf(Math.ceil(getLowerBound() / distance.doubleValue())).multiply(distance);
    while (value.doubleValue() <= getUpperBound()) {
      addPlain(ticks, value, anchor);
      value = value.add(distance);
    }
    return ticks;
  }

  /** The greatest of 1, 2 and 5 times powers of ten that is not above a number. */
  private static BigDecimal evenDistance(double atMost) {
    int exponent = (int) Math.floor(Math.log10(atMost));
    double digits = atMost / Math.pow(10, exponent);
    int digit = digits >= 5 ? 5 : digits >= 2 ? 2 : 1;
    return BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
  }

  private void addPlain(List<ValueTick> ticks, BigDecimal value, TextAnchor anchor) {
    if (getRange().contains(value.doubleValue())) {
      ticks.add(tick(TickType.MAJOR, value.doubleValue(), plain(value), anchor));
    }
  }

  /** A number with no more digits than it needs, as {@code 0.02} or {@code 2E-7}. */
  private static String plain(BigDecimal value) {
    BigDecimal rounded = value.round(new MathContext(6)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent < -4 || exponent > 5 ? rounded.toString() : rounded.toPlainString();
  }

  private static NumberTick tick(TickType type, double value, String label, TextAnchor anchor) {
    return new NumberTick(type, value, label, anchor, TextAnchor.CENTER, 0);
  }

  /** A power of ten, as {@code 10⁻³}. */
  static String power(int exponent) {
    StringBuilder power = new StringBuilder("10").append(exponent < 0 ? "⁻" : "");
    Integer.toString(Math.abs(exponent))
        .chars()
        .forEach(digit -> power.append(SUPERSCRIPTS.charAt(digit - '0')));
    return power.toString();
  }
}
