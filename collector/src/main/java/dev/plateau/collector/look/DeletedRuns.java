package dev.plateau.collector.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.collector.log.LogUnavailableException;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.log.RunNames;
import dev.plateau.collector.log.UnknownRunException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Tells a run that was deleted from one that never was. Of logs; an archive deletes nothing. */
public final class DeletedRuns {
  private DeletedRuns() {}

  /**
   * Finds a run as {@link RunNames} does.
   *
   * @throws RunDeletedException saying when, if it was deleted
   * @throws UnknownRunException naming the nearest, if there is none of this id or name
   * @throws LogUnavailableException if the log cannot be read
   */
  public static RunEntry find(RunLog log, String run) throws IOException {
    try {
      return RunNames.find(log, run);
    } catch (UnknownRunException e) {
      ObjectNode asked = JsonNodeFactory.instance.objectNode().put("run", run);
      // One attempt at an unknown time: all events are read, and no records are looked for.
      asked.putArray("attempts").addObject();
      List<JsonNode> events = log.events(new RunEntry(asked));
      if (!events.isEmpty()) {
        JsonNode last = events.get(events.size() - 1);
        if (last.path("kind").asText().equals("run_forgotten")) {
          throw new RunDeletedException(
              run, Instant.ofEpochSecond(last.path("time").asLong()), log.place());
        }
      }
      throw e;
    }
  }
}
