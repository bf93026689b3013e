package dev.plateau.collector.verify;

import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.run.RunState;
import dev.plateau.collector.run.RunView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares the registry's entry of a run with the fold at the very record up to which the entry
 * goes, however old it is: the books tell which one. Mutable; for one run and one thread.
 */
final class EntryCheck {
  private final @Nullable RunEntry entry;
  private final long received;
  private final long firstTimeMicros;
  private @Nullable List<JsonDifference> fewest;

  EntryCheck(@Nullable RunEntry entry) {
    this.entry = entry;
    received = entry == null ? -1 : entry.json().path("ledger").path("received").asLong(-1);
    firstTimeMicros = entry == null ? -1 : entry.firstTimeMicros();
  }

  /** The same once more. */
  EntryCheck(EntryCheck other) {
    entry = other.entry;
    received = other.received;
    firstTimeMicros = other.firstTimeMicros;
    fewest = other.fewest;
  }

  /** Whether the fold has come to the record up to which the entry goes. */
  boolean isReached() {
    return fewest != null;
  }

  /**
   * Shows the fold between two records, and before and after each thing that only the time tells:
   * the entry may have been read at any of these moments.
   *
   * @param partition where the run's records are
   */
  void moment(RunState state, int partition) {
    if (entry == null
        || state.totals().received() != received
        || state.firstAppendMicros() != firstTimeMicros
        || !state.isBegun()
        || state.isForgotten()) {
      return;
    }
    List<JsonDifference> fields = compare(entry, state, partition);
    if (fewest == null || fields.size() < fewest.size()) {
      fewest = fields;
    }
  }

  private static List<JsonDifference> compare(RunEntry entry, RunState state, int partition) {
    return JsonDifference.between(entry.json(), WrittenJson.of(RunView.of(state), partition));
  }

  /**
   * What is wrong with the entry, once the fold is at its end.
   *
   * @param state the fold at its end
   * @param partition where the run's records are
   * @param mayBePending whether the run is so new that no collector needs to have seen it yet
   */
  Optional<Difference> conclude(RunState state, int partition, boolean mayBePending) {
    boolean exists = state.isBegun() && !state.isForgotten();
    if (entry == null) {
      // One that was forgotten by its age keeps its entry.
      return state.isBegun() && !state.isDeleted() && !mayBePending
          ? Optional.of(new Difference.EntryMissing())
          : Optional.empty();
    }
    List<JsonDifference> fields = fewest;
    if (fields == null) {
      if (!exists) {
        return Optional.of(new Difference.EntryNotFounded());
      }
      fields = compare(entry, state, partition);
    }
    return fields.isEmpty() ? Optional.empty() : Optional.of(new Difference.EntryDiffers(fields));
  }
}
