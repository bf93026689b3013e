package dev.plateau.collector.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.collector.log.RunRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random runs, folded as they come with the time told each second, must verify; and whatever of
 * what was recorded is then falsified must be found.
 */
class VerifyPropertyTest {
  private static final int WORLDS = 30;
  private static final long MINUTE = 60_000_000;

  /** Runs that went on for a while, with all that collectors said of them. */
  private static LiveCollector world(Random random) {
    long[] skews = {0, 0, 3_000_000, -3_000_000};
    LiveCollector collector = new LiveCollector(skews[random.nextInt(skews.length)]);
    List<RandomTrainers> runs =
        List.of(new RandomTrainers("r1", random), new RandomTrainers("r2", random));
    for (int i = 40 + random.nextInt(120); i > 0; i--) {
      runs.get(random.nextInt(2)).act(collector);
      int dice = random.nextInt(100);
      if (dice < 88) {
        collector.passMillis(random.nextInt(400));
      } else if (dice < 94) {
        collector.pass(22 + random.nextInt(20));
      } else if (dice < 96) {
        // Nobody says anything for so long that ended runs are forgotten, lost ones too.
        collector.pass(200);
      } else if (dice < 98) {
        collector.breakFor(100);
      } else {
        collector.leave();
        for (int j = 0; j < 5; j++) {
          collector.passMillis(random.nextInt(20_000));
          runs.get(random.nextInt(2)).act(collector);
        }
        collector.comeBack();
      }
    }
    collector.pass(11);
    return collector;
  }

  static Map<String, Verification> verify(RecordedRuns log, long readAtMicros) {
    RunVerifier.Settings settings =
        new RunVerifier.Settings(LiveCollector.LIFE.listedAfterEnd(), readAtMicros);
    Map<String, Verification> found = new TreeMap<>();
    try {
      new LogPass<>(
              log,
              (run, entry, events) -> new RunVerifier(run, entry, events, settings),
              (fraction, records) -> {})
          .all(
              passed -> {
                if (passed instanceof Passed.Whole<Verification> whole) {
                  found.put(passed.run(), whole.result());
                }
              });
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return found;
  }

  private static List<String> sentences(Map<String, Verification> found) {
    return found.values().stream()
        .flatMap(run -> run.differences().stream().map(d -> run.run() + ": " + d.describe()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void verify_ofWhatWasFoldedLive_isIdentical(long seed) {
    Random random = new Random(seed);
    Map<String, Integer> kinds = new HashMap<>();
    for (int round = 0; round < WORLDS; round++) {
      LiveCollector live = world(random);
      Map<String, Verification> found = verify(live.log, live.nowMicros + 2 * MINUTE);
      assertThat(sentences(found)).as("world %d of seed %d", round, seed).isEmpty();
      found.forEach(
          (run, verification) -> {
            var state = live.state(run);
            assertThat(verification.missing()).isEqualTo(state.isDeleted() ? 0 : state.missing());
            assertThat(verification.records())
                .as("received = applied + duplicate + superseded + malformed, and garbage before")
                .isEqualTo(verification.books().received() + verification.unreadable());
          });
      live.log.events.values().stream()
          .flatMap(List::stream)
          .forEach(event -> kinds.merge(event.path("kind").asText(), 1, Integer::sum));
    }
    assertThat(kinds)
        .as("a test that never sees a kind of event says nothing of it")
        .containsKeys(
            "attempt_began",
            "run_ended",
            "run_lost",
            "run_revived",
            "run_forgotten",
            "learning_rate_decayed",
            "non_finite_loss",
            "stabilization_began",
            "stabilization_ended",
            "support_separated");
  }

  /** One falsification of what was recorded of a run; null: there is nothing to falsify so. */
  private interface Falsification {
    @Nullable String of(RecordedRuns log, String run, Random random);
  }

  private static final Map<String, Falsification> FALSIFICATIONS =
      Map.of(
          "an event dropped", VerifyPropertyTest::dropEvent,
          "an event's number changed by the last bit", VerifyPropertyTest::nudgeEvent,
          "an event's text changed", VerifyPropertyTest::renameInEvent,
          "an event invented", VerifyPropertyTest::inventEvent,
          "an event told twice", VerifyPropertyTest::repeatEvent,
          "two events swapped", VerifyPropertyTest::swapEvents,
          "the entry's number changed by the last bit", VerifyPropertyTest::nudgeEntry,
          "the entry dropped", (log, run, random) -> drop(log, run),
          "a record taken out", VerifyPropertyTest::takeOutRecord);

  private static List<JsonNode> events(RecordedRuns log, String run) {
    return log.events.getOrDefault(run, new ArrayList<>());
  }

  private static @Nullable String dropEvent(RecordedRuns log, String run, Random random) {
    List<JsonNode> events = events(log, run);
    if (events.isEmpty()) {
      return null;
    }
    int i = random.nextInt(events.size());
    // That a run was lost for a while and came back with a new session leaves no other trace.
    boolean traceless =
        kind(events.get(i)).equals("run_lost")
            && i + 1 < events.size()
            && !kind(events.get(i + 1)).equals("run_revived");
    return traceless ? null : kind(events.remove(i));
  }

  private static @Nullable String nudgeEvent(RecordedRuns log, String run, Random random) {
    List<JsonNode> events = events(log, run);
    return events.isEmpty()
        ? null
        : nudge((ObjectNode) events.get(random.nextInt(events.size())), random);
  }

  private static @Nullable String renameInEvent(RecordedRuns log, String run, Random random) {
    List<JsonNode> events = events(log, run);
    if (events.isEmpty()) {
      return null;
    }
    ObjectNode event = (ObjectNode) events.get(random.nextInt(events.size()));
    List<String> texts = new ArrayList<>();
    event.properties().stream()
        .filter(field -> field.getValue().isTextual())
        .forEach(field -> texts.add(field.getKey()));
    String field = texts.get(random.nextInt(texts.size()));
    event.put(field, event.path(field).asText() + "0");
    return kind(event) + "." + field;
  }

  private static @Nullable String inventEvent(RecordedRuns log, String run, Random random) {
    List<JsonNode> events = events(log, run);
    if (events.isEmpty()) {
      return null;
    }
    ObjectNode event = events.get(random.nextInt(events.size())).deepCopy();
    event.put("id", Long.toHexString(random.nextLong()));
    events.add(random.nextInt(events.size() + 1), event);
    return kind(event);
  }

  private static @Nullable String repeatEvent(RecordedRuns log, String run, Random random) {
    List<JsonNode> events = events(log, run);
    if (events.isEmpty()) {
      return null;
    }
    JsonNode event = events.get(random.nextInt(events.size()));
    events.add(event);
    return kind(event);
  }

  private static @Nullable String swapEvents(RecordedRuns log, String run, Random random) {
    List<JsonNode> events = events(log, run);
    if (events.size() < 2) {
      return null;
    }
    int i = random.nextInt(events.size() - 1);
    Collections.swap(events, i, i + 1);
    return kind(events.get(i)) + " and " + kind(events.get(i + 1));
  }

  private static @Nullable String nudgeEntry(RecordedRuns log, String run, Random random) {
    return log.registry.get(run) instanceof ObjectNode entry ? nudge(entry, random) : null;
  }

  private static @Nullable String drop(RecordedRuns log, String run) {
    return log.registry.remove(run) == null ? null : "entry";
  }

  /** A record of the run's present books: what came before a run was forgotten may leave none. */
  private static @Nullable String takeOutRecord(RecordedRuns log, String run, Random random) {
    JsonNode entry = log.registry.get(run);
    if (entry == null) {
      return null;
    }
    double booksBegin = entry.path("first_time").asDouble();
    double booksEnd = entry.path("last_time").asDouble();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < log.records.size(); i++) {
      RunRecord record = log.records.get(i);
      double time = record.at().appendTimeMicros() / 1e6;
      if (RecordedRuns.key(record).equals(run) && time > booksBegin && time <= booksEnd) {
        places.add(i);
      }
    }
    if (places.isEmpty()) {
      return null;
    }
    int place = places.get(random.nextInt(places.size()));
    log.records.remove(place);
    return "record " + place;
  }

  /** Changes one of an object's numbers, those within it too, as little as possible. */
  private static @Nullable String nudge(ObjectNode json, Random random) {
    List<Runnable> nudges = new ArrayList<>();
    List<String> names = new ArrayList<>();
    numbers("", json, nudges, names);
    if (nudges.isEmpty()) {
      return null;
    }
    int i = random.nextInt(nudges.size());
    nudges.get(i).run();
    return names.get(i);
  }

  private static void numbers(
      String path, JsonNode json, List<Runnable> nudges, List<String> names) {
    if (json instanceof ArrayNode array) {
      array.forEach(element -> numbers(path + "[]", element, nudges, names));
    } else if (json instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        JsonNode value = field.getValue();
        String name = path + "." + field.getKey();
        if (value.isContainerNode()) {
          numbers(name, value, nudges, names);
        } else if (value.isIntegralNumber()) {
          names.add(name);
          nudges.add(() -> object.put(field.getKey(), value.asLong() + 1));
        } else if (value.isNumber()) {
          names.add(name);
          nudges.add(() -> object.put(field.getKey(), Math.nextUp(value.asDouble())));
        }
      }
    }
  }

  private static String kind(JsonNode event) {
    return event.path("kind").asText();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void verify_ofWhatWasFalsified_findsIt(long seed) {
    Random random = new Random(seed);
    Map<String, Integer> falsified = new TreeMap<>();
    for (int round = 0; round < WORLDS; round++) {
      LiveCollector live = world(random);
      for (Map.Entry<String, Falsification> one : new TreeMap<>(FALSIFICATIONS).entrySet()) {
        RecordedRuns log = live.log.copy();
        String what = one.getValue().of(log, "r1", random);
        if (what != null) {
          Map<String, Verification> found = verify(log, live.nowMicros + 2 * MINUTE);
          assertThat(found.values())
              .as("world %d of seed %d: %s, %s", round, seed, one.getKey(), what)
              .anyMatch(run -> run.run().equals("r1") && !run.isIdentical());
          assertThat(found.values())
              .as("what was not falsified stays identical")
              .allMatch(run -> run.run().equals("r1") || run.isIdentical());
          falsified.merge(one.getKey(), 1, Integer::sum);
        }
      }
    }
    assertThat(falsified).containsOnlyKeys(FALSIFICATIONS.keySet());
    assertThat(falsified.values()).allMatch(count -> count > WORLDS / 3);
  }
}
