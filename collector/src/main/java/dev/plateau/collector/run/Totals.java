package dev.plateau.collector.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Sums over folded records, of one run or of a partition with all its runs, those that are
 * forgotten included. They never fall. All counts ≥ 0.
 *
 * @param applied records folded
 * @param duplicate records received before
 * @param superseded records of an older session, or of a deleted run
 * @param malformed records that could not be read
 * @param steps steps folded, each once an attempt
 * @param conflicts records that show two trainers under one run id, or a second experiment
 */
public record Totals(
    long applied, long duplicate, long superseded, long malformed, long steps, long conflicts) {
  /** Nothing yet. */
  public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0);

  /** These sums with one more record in them. */
  public Totals plus(Folded folded) {
    Outcome outcome = folded.outcome();
    return plus(
        new Totals(
            outcome == Outcome.APPLIED ? 1 : 0,
            outcome == Outcome.DUPLICATE ? 1 : 0,
            outcome == Outcome.SUPERSEDED ? 1 : 0,
            outcome == Outcome.MALFORMED ? 1 : 0,
            folded.newSteps(),
            folded.conflicts()));
  }

  /** The sums of both. */
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

  /** All records received. */
  public long received() {
    return applied + duplicate + superseded + malformed;
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.write(out, applied);
    Varint.write(out, duplicate);
    Varint.write(out, superseded);
    Varint.write(out, malformed);
    Varint.write(out, steps);
    Varint.write(out, conflicts);
  }

  static Totals readFrom(DataInput in) throws IOException {
    return new Totals(
        Varint.read(in),
        Varint.read(in),
        Varint.read(in),
        Varint.read(in),
        Varint.read(in),
        Varint.read(in));
  }

  /** The sums as bytes. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writeTo(out);
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
      return readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "not the sums of a partition: " + bytes.length + " bytes end or break off early", e);
    }
  }
}
