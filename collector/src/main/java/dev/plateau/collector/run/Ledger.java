package dev.plateau.collector.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The books of a run: {@code received = applied + duplicate + superseded + malformed}. Mutable;
 * owned by one {@link RunState}.
 */
final class Ledger {
  private Totals totals = Totals.NONE;
  private long repeatedSteps;

  void count(Folded folded) {
    totals = totals.plus(folded);
  }

  /** A row told nothing that was not known: its step, and each of its metrics, had been seen. */
  void countRepeatedStep() {
    repeatedSteps++;
  }

  Totals totals() {
    return totals;
  }

  /** The books as others may see them. */
  LedgerView view(long missingRecords, long droppedSteps) {
    return new LedgerView(totals, repeatedSteps, missingRecords, droppedSteps);
  }

  void writeTo(DataOutput out) throws IOException {
    totals.writeTo(out);
    Varint.write(out, repeatedSteps);
  }

  static Ledger readFrom(DataInput in) throws IOException {
    Ledger ledger = new Ledger();
    ledger.totals = Totals.readFrom(in);
    ledger.repeatedSteps = Varint.read(in);
    return ledger;
  }
}
