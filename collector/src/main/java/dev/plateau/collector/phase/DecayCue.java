package dev.plateau.collector.phase;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A fall of the learning rate as a reason to look closer: whether the loss since then lies below
 * where it had been level until then, by less than would stand out without that reason.
 *
 * <p>With the blocks that msr-1 keeps of the loss, since its plateau began or the last one ended:
 * those that end before the rate fell are the past, those that begin with it or later, r of them,
 * the present. The past's latest 8/8, 7/8, … 2/8 are tried for a stretch of at least 32 blocks that
 * {@link PlateauCriterion} finds level; the first is taken. Present blocks are a fall where their
 * mean and that of their newer half lie below the stretch's median by more than 0.15 decades, 2.5
 * standard deviations of its means over r blocks and the lowest of these. No level stretch, or a
 * present longer than a quarter of it: the fall of the rate has had no answer.
 *
 * <p>Beside the blocks it keeps two numbers. Not thread-safe.
 */
final class DecayCue {
  private static final int FEWEST_BLOCKS = 32;
  private static final int STARTS_TRIED = 7;
  private static final int START_SHARE = 8;
  private static final int LONGEST_SHARE = 4;
  private static final double SMALLEST_FALL = 0.15;
  private static final double DEVIATIONS = 2.5;
  private static final long NONE = -1;

  private double rate = Double.NaN;
  private long fallStep = NONE;

  /**
   * An answer of the loss.
   *
   * @param start the first block of the level stretch
   * @param onset the first block of the present
   * @param level median of log₁₀ of the stretch's block means
   * @param change mean of log₁₀ of the present ones, less the level, in decades; negative
   */
  record Fall(int start, int onset, double level, double change) {}

  /** Takes the rate of a step, before its loss. */
  void take(long step, double newRate) {
    if (RateFall.isFall(rate, newRate)) {
      fallStep = step;
    }
    rate = newRate;
  }

  /** The last fall is answered. */
  void settle() {
    fallStep = NONE;
  }

  /** Looks after a complete block. */
  Optional<Fall> look(BlockSeries blocks) {
    if (fallStep == NONE) {
      return Optional.empty();
    }
    int onset = firstFrom(fallStep, blocks);
    int present = blocks.count() - onset;
    if (present == 0) {
      return Optional.empty();
    }
    int past = onset > 0 && blocks.firstStep(onset) > fallStep ? onset - 1 : onset;
    int start = levelFrom(blocks.logs(), past);
    if (start < 0 || present * LONGEST_SHARE > past - start) {
      settle();
      return Optional.empty();
    }
    return fall(blocks.logs(), start, past, onset, blocks.count());
  }

  private static int firstFrom(long step, BlockSeries blocks) {
    int first = blocks.count();
    while (first > 0 && blocks.firstStep(first - 1) >= step) {
      first--;
    }
    return first;
  }

  /** Where the longest level stretch up to {@code to} begins, of those tried; -1: there is none. */
  private static int levelFrom(double[] logs, int to) {
    for (int i = 0; i < STARTS_TRIED; i++) {
      int start = to * i / START_SHARE;
      if (to - start < FEWEST_BLOCKS) {
        return -1;
      }
      if (PlateauCriterion.isLevel(logs, start, to)) {
        return start;
      }
    }
    return -1;
  }

  private static Optional<Fall> fall(double[] logs, int start, int past, int onset, int count) {
    double level = Median.reordering(Arrays.copyOfRange(logs, start, past));
    double change = Mean.of(logs, onset, count) - level;
    double newer = Mean.of(logs, count - Math.max(1, (count - onset) / 2), count) - level;
    if (Math.max(change, newer) >= -SMALLEST_FALL) {
      return Optional.empty();
    }
    PastWindows windows = PastWindows.of(logs, start, past, count - onset, level);
    double usual = Math.max(DEVIATIONS * windows.standardDeviation(), -windows.lowest());
    return Math.max(change, newer) < -usual
        ? Optional.of(new Fall(start, onset, level, change))
        : Optional.empty();
  }

  /** Writes both numbers. */
  void writeTo(DataOutput out) throws IOException {
    out.writeDouble(rate);
    out.writeLong(fallStep);
  }

  static DecayCue readFrom(DataInput in) throws IOException {
    DecayCue cue = new DecayCue();
    cue.rate = in.readDouble();
    cue.fallStep = in.readLong();
    return cue;
  }
}
