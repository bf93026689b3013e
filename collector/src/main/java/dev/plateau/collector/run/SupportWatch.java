package dev.plateau.collector.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Watches whether the trainer says that the support is separated, and tells it once: again only if
 * the row that said it was superseded. Mutable; owned by one {@link RunState}.
 */
final class SupportWatch {
  private long seenAtStep = Attempt.NO_STEP;
  private long eventsInAttempt;

  /** A new attempt numbers its events anew; what rows of older ones said may still hold. */
  void restart() {
    eventsInAttempt = 0;
  }

  /** Forgets all but the number, so that nothing said later has the id of what was said before. */
  void forget() {
    seenAtStep = Attempt.NO_STEP;
  }

  void supersedeFrom(long step) {
    if (seenAtStep >= step) {
      seenAtStep = Attempt.NO_STEP;
    }
  }

  /** The trainer gives a step from which on the support is separated; NaN: it is not. */
  void observe(long step, double separatedStep, Emission emission) {
    if (seenAtStep == Attempt.NO_STEP && Double.isFinite(separatedStep)) {
      seenAtStep = step;
      emission.add(
          new RunEvent.SupportSeparated(
              emission.header(step, "support_separated", eventsInAttempt++), (long) separatedStep));
    }
  }

  /** What is left of it when the run is forgotten. */
  void writeNumbersTo(DataOutput out) throws IOException {
    Varint.write(out, eventsInAttempt);
  }

  /** Reads what {@link #writeNumbersTo} wrote. */
  void readNumbersFrom(DataInput in) throws IOException {
    eventsInAttempt = Varint.read(in);
  }

  void writeTo(DataOutput out) throws IOException {
    writeNumbersTo(out);
    Varint.write(out, seenAtStep);
  }

  static SupportWatch readFrom(DataInput in) throws IOException {
    SupportWatch watch = new SupportWatch();
    watch.readNumbersFrom(in);
    watch.seenAtStep = Varint.read(in);
    return watch;
  }
}
