package dev.plateau.collector.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.run.RunEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the events that the fold raises, as it raises them, with those that were recorded.
 * Mutable; for one run and one thread.
 */
final class EventsCheck {
  private final Map<String, Deque<Recorded>> recorded = new HashMap<>();
  private final List<Recorded> unmatched = new ArrayList<>();
  private final Set<String> raisedIds = new HashSet<>();
  private final List<JsonNode> notRecorded = new ArrayList<>();
  private final List<Difference> differences = new ArrayList<>();
  private int lastPlace = -1;
  private long raised;
  private long pending;

  private record Recorded(int place, JsonNode event) {}

  /**
   * @param events what was recorded, in the order in which it was
   */
  EventsCheck(List<JsonNode> events) {
    for (int place = 0; place < events.size(); place++) {
      Recorded one = new Recorded(place, events.get(place));
      recorded
          .computeIfAbsent(one.event.path("id").asText(), id -> new ArrayDeque<>())
          .addLast(one);
    }
  }

  /** The same once more. */
  EventsCheck(EventsCheck other) {
    other.recorded.forEach((id, same) -> recorded.put(id, new ArrayDeque<>(same)));
    raisedIds.addAll(other.raisedIds);
    notRecorded.addAll(other.notRecorded);
    differences.addAll(other.differences);
    lastPlace = other.lastPlace;
    raised = other.raised;
    pending = other.pending;
  }

  /** How much differs so far. */
  int differing() {
    return differences.size() + notRecorded.size();
  }

  /**
   * The fold raises an event.
   *
   * @param mayBePending whether it is so new that no collector needs to have told it yet
   * @return the event as it was recorded, if it was
   */
  Optional<JsonNode> raised(RunEvent event, boolean mayBePending) {
    raised++;
    String id = event.header().id();
    Deque<Recorded> same = recorded.get(id);
    @Nullable Recorded one = same == null ? null : same.pollFirst();
    if (one == null) {
      if (mayBePending) {
        pending++;
      } else {
        notRecorded.add(WrittenJson.of(event));
      }
      return Optional.empty();
    }
    raisedIds.add(id);
    compare(one, WrittenJson.of(event));
    return Optional.of(one.event);
  }

  private void compare(Recorded one, JsonNode verified) {
    List<JsonDifference> fields = JsonDifference.between(one.event, verified);
    if (!fields.isEmpty()) {
      differences.add(new Difference.EventDiffers(verified, fields));
    }
    if (one.place < lastPlace) {
      differences.add(new Difference.EventOutOfOrder(one.event));
    }
    lastPlace = Math.max(lastPlace, one.place);
  }

  /** How many events the fold raised. */
  long raised() {
    return raised;
  }

  /** How many of them are so new that no collector has told them yet. */
  long pending() {
    return pending;
  }

  /** All that differs, once the fold is at its end. */
  List<Difference> conclude() {
    recorded.values().forEach(unmatched::addAll);
    unmatched.sort((a, b) -> Integer.compare(a.place, b.place));
    for (Recorded one : unmatched) {
      if (raisedIds.contains(one.event.path("id").asText())) {
        differences.add(new Difference.EventRepeated(one.event));
      } else {
        differences.add(misnamed(one.event).orElse(new Difference.EventNotFounded(one.event)));
      }
    }
    notRecorded.forEach(event -> differences.add(new Difference.EventNotRecorded(event)));
    return List.copyOf(differences);
  }

  /** An event that is the same but for its id is more likely a wrong id than two wrong events. */
  private Optional<Difference> misnamed(JsonNode event) {
    for (Iterator<JsonNode> candidates = notRecorded.iterator(); candidates.hasNext(); ) {
      JsonNode candidate = candidates.next();
      List<JsonDifference> fields = JsonDifference.between(event, candidate);
      if (fields.size() == 1 && fields.get(0).field().equals("id")) {
        candidates.remove();
        return Optional.of(new Difference.EventDiffers(candidate, fields));
      }
    }
    return Optional.empty();
  }
}
