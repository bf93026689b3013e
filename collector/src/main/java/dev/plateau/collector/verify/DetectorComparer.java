package dev.plateau.collector.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunRecord;
import dev.plateau.collector.phase.DetectorKind;
import dev.plateau.collector.run.RunEvent;
import dev.plateau.collector.run.RunState;
import dev.plateau.protocol.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds a run's records with another detector than the one whose events were recorded, and compares
 * their stabilizations. Mutable; for one thread.
 */
public final class DetectorComparer implements RunPass<DetectorDiff>, Refold.Watcher {
  private final RunId run;
  private final Accounts recorded = new Accounts();
  private final Accounts other = new Accounts();
  private final Refold refold;

  /**
   * @param entry the run's entry in the registry; null: it has none
   * @param events what was recorded of the run
   * @param listedAfterEnd how long collectors remember ended runs
   */
  public DetectorComparer(
      RunId run,
      @Nullable RunEntry entry,
      List<JsonNode> events,
      DetectorKind detector,
      Duration listedAfterEnd) {
    this.run = run;
    events.forEach(recorded::add);
    refold = new Refold(run, entry, events, detector, listedAfterEnd, this);
  }

  @Override
  public void next(RunRecord record) {
    // In doubt collectors were there, as they are most of the time.
    if (refold.pauseBefore(record) != Oblivion.Answer.REMEMBERED) {
      refold.forget();
    }
    refold.fold(record, record.decode());
  }

  @Override
  public void moment(RunState state) {
    // The books are not compared.
  }

  @Override
  public void raised(RunEvent event) {
    if (event instanceof RunEvent.StabilizationBegan
        || event instanceof RunEvent.StabilizationEnded) {
      other.add(WrittenJson.of(event));
    }
  }

  @Override
  public boolean isBegun() {
    return refold.state().isBegun();
  }

  @Override
  public DetectorDiff finish() {
    refold.finish();
    return DetectorDiff.between(run.value(), recorded.all(), other.all());
  }

  /** Accounts by the stabilizations that they are of: an end says all that the beginning did. */
  private static final class Accounts {
    private final Map<String, Account> accounts = new LinkedHashMap<>();

    void add(JsonNode event) {
      if (event.path("kind").asText().startsWith("stabilization_")) {
        String stabilization =
            event.path("attempt") + " " + event.path("source") + " " + event.path("ordinal");
        accounts.put(stabilization, Account.of(event));
      }
    }

    List<Account> all() {
      return new ArrayList<>(accounts.values());
    }
  }
}
