package dev.plateau.collector.look;

/**
 * What a metric was from behind one position of a comparison up to the next one.
 *
 * @param position the position that it ends at, from the run's step 0 of the alignment
 * @param last the last value at or before the position, wherever it came; NaN too where there is
 *     none
 * @param lastStep the step of that value; -1: there is none, or the run ended before the position
 * @param values how many values came in the stretch, finite or not
 * @param notFinite how many of them were NaN or infinite
 * @param min smallest finite value in the stretch; NaN if there is none
 * @param max largest finite value in the stretch; NaN if there is none
 */
public record Stretch(
    long position,
    double last,
    long lastStep,
    long values,
    long notFinite,
    double min,
    double max) {
  /** Whether the run had a value of the metric by then and had not ended. */
  public boolean isKnown() {
    return lastStep >= 0;
  }
}
