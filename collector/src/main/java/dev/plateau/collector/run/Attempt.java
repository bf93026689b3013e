package dev.plateau.collector.run;

import dev.plateau.protocol.SessionId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One session of a run, as the collector numbers them by first arrival; attempt 0 is what came
 * without any session. Mutable; owned by one {@link RunState}.
 */
final class Attempt {
  /** No step yet. */
  static final long NO_STEP = -1;

  final int number;
  final @Nullable SessionId session;
  long nextSequence;
  Holes holes = new Holes();
  long firstStep = NO_STEP;
  long lastStep = NO_STEP;
  long firstOffset;
  long lastOffset;
  long droppedSteps;

  /** Rows with this step or a later one are superseded by a newer attempt. */
  long supersededFrom = Long.MAX_VALUE;

  Attempt(int number, @Nullable SessionId session, long offset) {
    this.number = number;
    this.session = session;
    firstOffset = offset;
    lastOffset = offset;
  }

  /** Whether rows of this attempt are still valid. */
  boolean hasValidRows() {
    return firstStep != NO_STEP && firstStep < supersededFrom;
  }

  /** The last of those rows. */
  long lastValidStep() {
    return Math.min(lastStep, supersededFrom - 1);
  }

  /** What is missing of it, as far as the ranges are known; nothing without a session. */
  List<MissingRecords> missingRecords() {
    return session == null ? List.of() : holes.ranges(number, session.toString());
  }

  AttemptView view() {
    return new AttemptView(
        number,
        session == null ? "" : session.toString(),
        firstStep,
        lastStep,
        supersededFrom,
        firstOffset,
        lastOffset,
        holes.missing(),
        droppedSteps);
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.write(out, number);
    out.writeLong(session == null ? 0 : session.high());
    out.writeLong(session == null ? 0 : session.low());
    Varint.write(out, nextSequence);
    holes.writeTo(out);
    Varint.write(out, firstStep);
    Varint.write(out, lastStep);
    Varint.write(out, firstOffset);
    Varint.write(out, lastOffset);
    Varint.write(out, droppedSteps);
    Varint.write(out, supersededFrom);
  }

  static Attempt readFrom(DataInput in) throws IOException {
    int number = Varint.readInt(in);
    long high = in.readLong();
    long low = in.readLong();
    Attempt attempt =
        new Attempt(number, high == 0 && low == 0 ? null : new SessionId(high, low), 0);
    attempt.nextSequence = Varint.read(in);
    attempt.holes = Holes.readFrom(in);
    attempt.firstStep = Varint.read(in);
    attempt.lastStep = Varint.read(in);
    attempt.firstOffset = Varint.read(in);
    attempt.lastOffset = Varint.read(in);
    attempt.droppedSteps = Varint.read(in);
    attempt.supersededFrom = Varint.read(in);
    return attempt;
  }
}
