package dev.plateau.collector.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunRecord;
import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies one run: folds its records again and compares events and books with those that were
 * recorded. Expects that the registry was read first, then the events, then the records; a
 * collector may have gone on meanwhile. Where it is open whether the run was forgotten in a pause,
 * both are supposed, and what was recorded decides. Mutable; for one thread.
 */
public final class RunVerifier implements RunPass<Verification> {
  /** More than as many doubtful pauses in a row that make no difference there are not. */
  private static final int MOST_SUPPOSITIONS = 16;

  /** The most likely one first. */
  private final List<Supposition> suppositions = new ArrayList<>();

  /**
   * Begins with nothing folded.
   *
   * @param entry the run's entry in the registry; null: it has none
   * @param events what was recorded of the run
   * @param settings what is known of the collectors that recorded it
   */
  public RunVerifier(
      RunId run, @Nullable RunEntry entry, List<JsonNode> events, Settings settings) {
    suppositions.add(new Supposition(run, entry, events, settings));
  }

  /**
   * What is known of the collectors that recorded the runs.
   *
   * @param listedAfterEnd how long they remember ended runs
   * @param readAtMicros when the registry was read, microseconds since the epoch: what came shortly
   *     before may not be recorded yet
   */
  public record Settings(Duration listedAfterEnd, long readAtMicros) {}

  @Override
  public void next(RunRecord record) {
    for (int i = suppositions.size() - 1; i >= 0; i--) {
      Supposition one = suppositions.get(i);
      Oblivion.Answer answer = one.pauseBefore(record);
      if (answer == Oblivion.Answer.UNKNOWN) {
        suppositions.add(i + 1, one.copy());
      }
      if (answer != Oblivion.Answer.REMEMBERED) {
        one.forget();
      }
    }
    Decoded decoded = record.decode();
    for (int i = 0; i < suppositions.size(); i++) {
      suppositions.get(i).fold(record, decoded);
    }
    if (suppositions.size() > 1) {
      dropRefuted();
    }
  }

  private void dropRefuted() {
    int fewest = suppositions.stream().mapToInt(Supposition::differing).min().orElse(0);
    suppositions.removeIf(one -> one.differing() > fewest);
    while (suppositions.size() > MOST_SUPPOSITIONS) {
      suppositions.remove(suppositions.size() - 1);
    }
  }

  @Override
  public boolean isBegun() {
    return suppositions.get(0).isBegun();
  }

  @Override
  public Verification finish() {
    return suppositions.stream()
        .map(Supposition::finish)
        .min(Comparator.comparingInt(found -> found.differences().size()))
        .orElseThrow();
  }
}
