package dev.plateau.collector.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that was recorded of a run and that its log does not bear out, or the other way round.
 */
public sealed interface Difference {
  /** What differs, as one sentence without its full stop. */
  String describe();

  /**
   * The fold raises an event that nobody recorded.
   *
   * @param verified the event
   */
  record EventNotRecorded(JsonNode verified) implements Difference {
    @Override
    public String describe() {
      return name(verified) + " should have been told and is not recorded";
    }
  }

  /**
   * An event was recorded that the fold does not raise.
   *
   * @param recorded the event
   */
  record EventNotFounded(JsonNode recorded) implements Difference {
    @Override
    public String describe() {
      return name(recorded) + " is recorded, and the log gives no reason for it";
    }
  }

  /**
   * An event was recorded once more.
   *
   * @param recorded the event
   */
  record EventRepeated(JsonNode recorded) implements Difference {
    @Override
    public String describe() {
      return name(recorded) + " is recorded more than once";
    }
  }

  /**
   * An event was recorded behind one that happened later.
   *
   * @param recorded the event
   */
  record EventOutOfOrder(JsonNode recorded) implements Difference {
    @Override
    public String describe() {
      return name(recorded) + " is recorded behind what happened after it";
    }
  }

  /**
   * An event was recorded otherwise than the fold raises it.
   *
   * @param verified the event as the fold raises it
   * @param fields what differs; not empty
   */
  record EventDiffers(JsonNode verified, List<JsonDifference> fields) implements Difference {
    public EventDiffers {
      fields = List.copyOf(fields);
    }

    @Override
    public String describe() {
      return name(verified) + ": " + list(fields);
    }
  }

  /**
   * The registry has another account of the run than the fold at the same record.
   *
   * @param fields what differs; not empty
   */
  record EntryDiffers(List<JsonDifference> fields) implements Difference {
    public EntryDiffers {
      fields = List.copyOf(fields);
    }

    @Override
    public String describe() {
      return "the registry's entry: " + list(fields);
    }
  }

  /** The registry has an entry of a run that was deleted, or that no record has begun. */
  record EntryNotFounded() implements Difference {
    @Override
    public String describe() {
      return "the registry has an entry of it, and by the log there is no such run";
    }
  }

  /** The registry has no entry of a run that there is. */
  record EntryMissing() implements Difference {
    @Override
    public String describe() {
      return "the registry has no entry of it";
    }
  }

  /**
   * The registry's entry is older than an event that was recorded together with it.
   *
   * @param recorded the event
   */
  record EntryOutdated(JsonNode recorded) implements Difference {
    @Override
    public String describe() {
      return "the registry's entry is older than " + name(recorded) + ", which wrote it anew";
    }
  }

  private static String list(List<JsonDifference> fields) {
    return fields.stream().map(JsonDifference::toString).collect(Collectors.joining("; "));
  }

  /** An event's name: what, when, and the beginning of its id. */
  private static String name(JsonNode event) {
    String id = event.path("id").asText();
    return event.path("kind").asText("event")
        + " of attempt "
        + event.path("attempt").asText("?")
        + " at step "
        + event.path("step").asText("?")
        + " ("
        + (id.isEmpty() ? "no id" : id.substring(0, Math.min(12, id.length())))
        + ")";
  }
}
