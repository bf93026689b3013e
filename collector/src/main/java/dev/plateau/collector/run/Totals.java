package dev.plateau.collector.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Books of one partition, over all its runs and also those that are forgotten: counters that never
 * fall. All counts ≥ 0.
 *
 * @param applied records folded
 * @param duplicate records received before
 * @param superseded records of older sessions or deleted runs
 * @param malformed records that could not be read
 * @param steps steps folded
 * @param conflicts records that show two trainers under one run id or a second experiment
 */
public record Totals(
    long applied, long duplicate, long superseded, long malformed, long steps, long conflicts) {
  /** Books in which nothing stands yet. */
  public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0);

  /** These books with one more record in them. */
  public Totals plus(Folded folded) {
    return plus(
        new Totals(
            folded.outcome() == Outcome.APPLIED ? 1 : 0,
            folded.outcome() == Outcome.DUPLICATE ? 1 : 0,
            folded.outcome() == Outcome.SUPERSEDED ? 1 : 0,
            folded.outcome() == Outcome.MALFORMED ? 1 : 0,
            folded.newSteps(),
            folded.conflicts()));
  }

  /** These books with one more malformed record, which names no run. */
  public Totals plusMalformed() {
    return plus(new Totals(0, 0, 0, 1, 0, 0));
  }

  /** The sum of two books. */
  public Totals plus(Totals other) {
    return new Totals(
        applied + other.applied,
        duplicate + other.duplicate,
        superseded + other.superseded,
        malformed + other.malformed,
        steps + other.steps,
        conflicts + other.conflicts);
  }

  /** Records of one outcome. */
  public long records(Outcome outcome) {
    return switch (outcome) {
      case APPLIED -> applied;
      case DUPLICATE -> duplicate;
      case SUPERSEDED -> superseded;
      case MALFORMED -> malformed;
    };
  }

  /** The books as bytes. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (long count : new long[] {applied, duplicate, superseded, malformed, steps, conflicts}) {
        Varint.write(out, count);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the bytes are anything else
   */
  public static Totals fromBytes(byte[] bytes) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      return new Totals(
          Varint.read(in),
          Varint.read(in),
          Varint.read(in),
          Varint.read(in),
          Varint.read(in),
          Varint.read(in));
    } catch (IOException e) {
      throw new IllegalArgumentException("not the totals of a partition: " + e.getMessage(), e);
    }
  }
}
