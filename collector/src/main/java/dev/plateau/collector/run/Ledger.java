package dev.plateau.collector.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The books of a run: {@code received = applied + duplicate + superseded + malformed}. Mutable;
 * owned by one {@link RunState}.
 */
final class Ledger {
  private final long[] records = new long[Outcome.values().length];
  private long steps;
  private long repeatedSteps;
  private long conflicts;

  void count(Outcome outcome) {
    records[outcome.ordinal()]++;
  }

  /** A step was folded for the first time in its attempt. */
  void countStep() {
    steps++;
  }

  /** A row told nothing that was not known: its step, or each of its metrics, had been seen. */
  void countRepeatedStep() {
    repeatedSteps++;
  }

  void countConflict() {
    conflicts++;
  }

  /** The books as others may see them. */
  LedgerView view(long missingRecords, long droppedSteps) {
    return new LedgerView(
        records[Outcome.APPLIED.ordinal()],
        records[Outcome.DUPLICATE.ordinal()],
        records[Outcome.SUPERSEDED.ordinal()],
        records[Outcome.MALFORMED.ordinal()],
        steps,
        repeatedSteps,
        conflicts,
        missingRecords,
        droppedSteps);
  }

  void writeTo(DataOutput out) throws IOException {
    for (long count : records) {
      Varint.write(out, count);
    }
    Varint.write(out, steps);
    Varint.write(out, repeatedSteps);
    Varint.write(out, conflicts);
  }

  static Ledger readFrom(DataInput in) throws IOException {
    Ledger ledger = new Ledger();
    for (int i = 0; i < ledger.records.length; i++) {
      ledger.records[i] = Varint.read(in);
    }
    ledger.steps = Varint.read(in);
    ledger.repeatedSteps = Varint.read(in);
    ledger.conflicts = Varint.read(in);
    return ledger;
  }
}
