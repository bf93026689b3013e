package dev.plateau.collector.export;

import dev.plateau.collector.log.RunEntry;
import java.util.List;
import java.util.Map;

/**
 * What an export of one format consists of. Immutable.
 *
 * @param complete whether all that there was when it was made is in it
 * @param readToOffset offset in the partition of the last record whose rows were read; -1: none
 * @param registered what the registry had counted of the run when it was read, as {@link
 *     #registered(RunEntry)}
 * @param columns metrics by the names of their columns, in order
 * @param parts the files, by step
 * @param leftOut samples that could not be told apart by their time
 */
record Manifest(
    boolean complete,
    long readToOffset,
    String registered,
    Map<String, String> columns,
    List<Part> parts,
    long leftOut) {
  static final Manifest NONE = new Manifest(false, -1, "", Map.of(), List.of(), 0);

  Manifest {
    parts = List.copyOf(parts);
  }

  /** How many records the registry knows of the run, and the offset of the last one. */
  static String registered(RunEntry run) {
    long last = -1;
    for (RunEntry.LoggedAttempt attempt : run.attempts()) {
      Long offset = attempt.lastOffset();
      last = offset == null ? last : Math.max(last, offset);
    }
    return run.json().path("ledger").path("received").asLong() + " records to offset " + last;
  }

  /** Whether nothing can have been said of the run since: it is over, and none was registered. */
  boolean hasAllOf(RunEntry run) {
    return complete && run.isEnded() && registered.equals(registered(run));
  }

  /** The same, to be completed. */
  Manifest incomplete() {
    return new Manifest(false, readToOffset, "", columns, parts, leftOut);
  }

  /** The lowest step; -1: there is none. */
  long firstStep() {
    return parts.isEmpty() ? -1 : parts.get(0).firstStep();
  }

  /** The highest step; -1: there is none. */
  long lastStep() {
    return parts.isEmpty() ? -1 : parts.get(parts.size() - 1).lastStep();
  }

  long rows() {
    return parts.stream().mapToLong(Part::rows).sum();
  }

  long bytes() {
    return parts.stream().mapToLong(Part::bytes).sum();
  }
}
