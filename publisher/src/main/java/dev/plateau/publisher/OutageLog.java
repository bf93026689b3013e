package dev.plateau.publisher;

import dev.plateau.protocol.RunId;
import dev.plateau.protocol.Topics;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a person once when and why steps do not arrive, and once when they do again. Only the
 * sender thread uses it.
 */
final class OutageLog {
  private static final Logger log = LoggerFactory.getLogger(OutageLog.class);

  private final RunId run;
  private final String servers;
  private String told = "";

  /**
   * @param servers where Kafka should be, as the user gave it
   */
  OutageLog(RunId run, String servers) {
    this.run = run;
    this.servers = servers;
  }

  /** Frames were not delivered; says so unless the same was said last. */
  void failed(Throwable cause) {
    tell(sentence(cause));
    log.debug("Run {}: delivery failed", run, cause);
  }

  /** Frames have been under way for long without an answer. */
  void silent() {
    tell("Kafka at " + servers + " does not answer");
  }

  /** A frame was delivered. */
  void delivered() {
    if (!told.isEmpty()) {
      told = "";
      log.info("Run {}: Kafka at {} takes steps again", run, servers);
    }
  }

  private void tell(String sentence) {
    if (!sentence.equals(told)) {
      told = sentence;
      log.warn(
          "Run {}: {}; the training goes on, steps wait in memory and are sent when that is over",
          run,
          sentence);
    }
  }

  private String sentence(Throwable cause) {
    String kafka = "Kafka at " + servers;
    if (cause instanceof UnknownTopicOrPartitionException) {
      return kafka
          + " has no topic "
          + Topics.STEPS
          + " yet; a collector or 'plateau broker' creates it";
    }
    if (cause instanceof AuthorizationException) {
      return kafka
          + " does not allow this client to write to "
          + Topics.STEPS
          + "; grant it Write and Describe on the topic";
    }
    if (cause instanceof AuthenticationException) {
      return kafka + " refuses this client's credentials; check the file of kafka-config";
    }
    if (cause instanceof TimeoutException || cause instanceof DisconnectException) {
      return kafka + " does not answer";
    }
    if (cause instanceof RecordTooLargeException) {
      return kafka + " takes no records of this size; raise its message.max.bytes to 1 MB";
    }
    Throwable root = root(cause);
    if (root instanceof ConfigException) {
      return "no connection to " + kafka + " can be made (" + root.getMessage() + ")";
    }
    return "steps cannot be sent to " + kafka + " (" + root + ")";
  }

  private static Throwable root(Throwable cause) {
    Throwable root = cause;
    for (Throwable next = root.getCause(); next != null; next = root.getCause()) {
      root = next;
    }
    return root;
  }
}
