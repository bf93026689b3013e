package dev.plateau.collector.notify;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator once when and why the receiver takes nothing, and once when it does again. For
 * one thread.
 */
final class ReceiverLog {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiverLog.class);

  private final WebhookUrl url;
  private boolean away;

  ReceiverLog(WebhookUrl url) {
    this.url = url;
  }

  /** It failed; further failures, whatever their reasons, are of the same outage. */
  void failed(String reason) {
    if (away) {
      LOG.debug("The webhook at {} {}", url, reason);
      return;
    }
    away = true;
    LOG.warn(
        "The webhook at {} {}; events wait in the log and are told when that is over", url, reason);
  }

  /** It refused an event for good. */
  void refused(Notification notification, int status) {
    LOG.warn(
        "The webhook at {} refuses event {} of run {} with status {}; it is not told again",
        url,
        notification.id(),
        notification.run(),
        status);
    answered();
  }

  /** It answered. */
  void answered() {
    if (away) {
      away = false;
      LOG.info("The webhook at {} answers again", url);
    }
  }
}
