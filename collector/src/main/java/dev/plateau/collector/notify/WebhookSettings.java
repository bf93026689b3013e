package dev.plateau.collector.notify;

import java.time.Duration;

/**
 * Who is told of events.
 *
 * @param url where notifications are posted
 * @param alertMaxAge events older than this are told to nobody
 */
public record WebhookSettings(WebhookUrl url, Duration alertMaxAge) {
  /** As old as an event may be, unless told otherwise. */
  public static final Duration DEFAULT_ALERT_MAX_AGE = Duration.ofHours(1);

  /**
   * @throws IllegalArgumentException if no event could be young enough
   */
  public WebhookSettings {
    if (alertMaxAge.isNegative() || alertMaxAge.isZero()) {
      throw new IllegalArgumentException("alert-max-age must be > 0, got " + alertMaxAge);
    }
  }
}
