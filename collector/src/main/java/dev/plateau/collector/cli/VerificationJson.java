package dev.plateau.collector.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.collector.run.MissingRecords;
import dev.plateau.collector.verify.Difference;
import dev.plateau.collector.verify.JsonDifference;
import dev.plateau.collector.verify.Passed;
import dev.plateau.collector.verify.Verification;
import java.util.List;

/** What came of verifying a run as one JSON object. Stateless. */
final class VerificationJson {
  private VerificationJson() {}

  static ObjectNode of(Passed<Verification> passed) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("run", passed.run());
    if (passed instanceof Passed.Whole<Verification> whole) {
      whole(json, whole.result());
    } else if (passed instanceof Passed.BeginsLate<Verification> late) {
      json.put("result", "begins_late");
      json.put("first_step", late.firstStep());
    } else if (passed instanceof Passed.Scattered<Verification> scattered) {
      json.put("result", "scattered");
      json.put("partition", scattered.partition());
    }
    return json;
  }

  private static void whole(ObjectNode json, Verification run) {
    json.put(
        "result", !run.isIdentical() ? "differs" : run.isComplete() ? "identical" : "incomplete");
    json.put("records", run.records());
    VerifyReport.put(json, run.books());
    json.put("unreadable", run.unreadable());
    json.put("events", run.events());
    json.put("pending_events", run.pendingEvents());
    json.put("newer_than_registry", run.newerRecords());
    json.put("missing", run.missing());
    json.put("dropped_steps", run.droppedSteps());
    ArrayNode holes = json.putArray("holes");
    for (MissingRecords range : run.missingRanges()) {
      holes
          .addObject()
          .put("attempt", range.attempt())
          .put("session", range.session())
          .put("first_sequence", range.from())
          .put("last_sequence", range.to() - 1);
    }
    ArrayNode differences = json.putArray("differences");
    run.differences().forEach(difference -> differences.add(of(difference)));
  }

  private static ObjectNode of(Difference difference) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (difference instanceof Difference.EventNotRecorded event) {
      json.put("kind", "event_not_recorded").set("verified", event.verified());
    } else if (difference instanceof Difference.EventNotFounded event) {
      json.put("kind", "event_not_founded").set("recorded", event.recorded());
    } else if (difference instanceof Difference.EventRepeated event) {
      json.put("kind", "event_repeated").set("recorded", event.recorded());
    } else if (difference instanceof Difference.EventOutOfOrder event) {
      json.put("kind", "event_out_of_order").set("recorded", event.recorded());
    } else if (difference instanceof Difference.EventDiffers event) {
      json.put("kind", "event_differs").set("verified", event.verified());
      json.set("fields", of(event.fields()));
    } else if (difference instanceof Difference.EntryDiffers entry) {
      json.put("kind", "entry_differs").set("fields", of(entry.fields()));
    } else if (difference instanceof Difference.EntryOutdated entry) {
      json.put("kind", "entry_outdated").set("recorded", entry.recorded());
    } else if (difference instanceof Difference.EntryNotFounded) {
      json.put("kind", "entry_not_founded");
    } else if (difference instanceof Difference.EntryMissing) {
      json.put("kind", "entry_missing");
    }
    return json.put("sentence", difference.describe());
  }

  private static ArrayNode of(List<JsonDifference> fields) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (JsonDifference field : fields) {
      ObjectNode one = json.addObject().put("field", field.field());
      one.set("recorded", field.recorded());
      one.set("verified", field.verified());
    }
    return json;
  }
}
