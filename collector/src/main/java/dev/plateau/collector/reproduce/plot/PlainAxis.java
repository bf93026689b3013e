package dev.plateau.collector.reproduce.plot;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;

/** A linear axis. Its numbers look the same in every locale. */
final class PlainAxis extends NumberAxis {
  private static final double LEAST_PLAIN = 1e-3;
  private static final double GREATEST_PLAIN = 1e7;

  PlainAxis(String label, AxisRange range) {
    super(label);
    setRange(range.lower(), range.upper());
    double greatest = Math.max(Math.abs(range.lower()), Math.abs(range.upper()));
    boolean isPlain = greatest >= LEAST_PLAIN && greatest < GREATEST_PLAIN;
    setNumberFormatOverride(
        new DecimalFormat(
            isPlain ? "0.#########" : "0.####E0", DecimalFormatSymbols.getInstance(Locale.ROOT)));
  }
}
