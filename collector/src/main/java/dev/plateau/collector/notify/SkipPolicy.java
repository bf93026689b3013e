package dev.plateau.collector.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * Which events are old news, told to nobody: those of a replayed run, and those that happened too
 * long ago, because the collector or the receiver was away or a trainer came late. The alert rules
 * of Prometheus hold it likewise.
 *
 * @param maxAge the oldest that an event may be when it is told
 */
record SkipPolicy(Duration maxAge) {
  /** Whether the event is not to be told at this time. */
  boolean skips(JsonNode event, Notification notification, Instant now) {
    return !event.path("replay_of").asText().isEmpty()
        || Duration.between(notification.timestamp(), now).compareTo(maxAge) > 0;
  }
}
