package dev.plateau.collector.notify;

import java.util.Locale;

/** How much a notification matters; the same words as the alerts' severities. */
enum Level {
  /** As planned: worth knowing. */
  INFO,
  /** Not planned: worth a look. */
  WARNING,
  /** Compute is being lost. */
  CRITICAL;

  /** The level as it stands in JSON. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
