package dev.plateau.collector.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.log.LogUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a webhook of events: one after the other, in the order of the log, each until the receiver
 * has it, refuses it, or it is too old. At least once, over kills of this process too; the event's
 * id says what was told before.
 *
 * <p>It works in a thread of its own and only reads the log, so a receiver that hangs delays
 * notifications and nothing else. Whoever starts it closes it. Thread-safe.
 */
public final class Notifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(30);
  private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOG_TROUBLE_PAUSE = Duration.ofSeconds(5);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  private final EventQueue queue;
  private final Receiver receiver;
  private final SkipPolicy policy;
  private final InstantSource clock;
  private final Backoff backoff = new Backoff();
  private final ReceiverLog receiverLog;
  private final Thread thread = new Thread(this::run, "plateau-webhook");
  private final CountDownLatch closing = new CountDownLatch(1);
  private final LongAdder delivered = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder retries = new LongAdder();

  private Notifier(EventQueue queue, WebhookSettings settings, InstantSource clock) {
    this.queue = queue;
    this.clock = clock;
    receiver = new Receiver(settings.url(), REQUEST_PATIENCE);
    policy = new SkipPolicy(settings.alertMaxAge());
    receiverLog = new ReceiverLog(settings.url());
  }

  /**
   * Starts to tell of events that are written from now on, or of those that were left when all
   * notifiers of this log stopped.
   *
   * @param bootstrapServers where the broker is; the topic of events must be there
   * @param clientConfig further Kafka client settings, by Kafka's names
   * @param instanceId name that this collector keeps over restarts; no other living one may have it
   * @param clock what the age of events is measured against
   * @throws LogUnavailableException with one sentence, if the broker or the topic cannot be used;
   *     nothing is left open then
   */
  public static Notifier start(
      String bootstrapServers,
      Map<String, String> clientConfig,
      String instanceId,
      WebhookSettings settings,
      InstantSource clock)
      throws LogUnavailableException, InterruptedException {
    Notifier notifier =
        new Notifier(
            EventQueue.open(bootstrapServers, clientConfig, instanceId, BROKER_PATIENCE),
            settings,
            clock);
    notifier.thread.setDaemon(true);
    notifier.thread.start();
    return notifier;
  }

  /** Events that the receiver took. */
  public long delivered() {
    return delivered.sum();
  }

  /** Events that the receiver will not take. */
  public long refused() {
    return refused.sum();
  }

  /** Events that were old news or could not be read. */
  public long skipped() {
    return skipped.sum();
  }

  /** Tries that failed and are made again. */
  public long retries() {
    return retries.sum();
  }

  private void run() {
    boolean troubled = false;
    try (queue) {
      while (!isClosing(Duration.ZERO)) {
        try {
          Optional<ConsumerRecord<String, byte[]>> event = queue.next();
          troubled = false;
          if (event.isPresent()) {
            take(event.get());
          }
        } catch (WakeupException e) {
          LOG.debug("The webhook is told no more", e);
        } catch (KafkaException e) {
          // It may pass, as a lost right or an expired password; the fold goes on meanwhile.
          if (!troubled) {
            LOG.warn("Events cannot be read for the webhook; trying on: {}", e.getMessage());
          }
          troubled = !isClosing(LOG_TROUBLE_PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosing(Duration within) throws InterruptedException {
    return closing.await(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void take(ConsumerRecord<String, byte[]> event) throws InterruptedException {
    Optional<Notification> notification;
    boolean old;
    try {
      JsonNode json = event.value() == null ? JSON.nullNode() : JSON.readTree(event.value());
      notification = Telling.of(json);
      old = notification.isPresent() && policy.skips(json, notification.get(), clock.instant());
    } catch (IOException | RuntimeException e) {
      // Another program's, or a fault of ours: either way it must not hold up those behind it.
      LOG.warn(
          "The event at offset {} of {} is told to nobody, as it cannot be read: {}",
          event.offset(),
          event.topic(),
          e.toString());
      skipped.increment();
      queue.passOver(event);
      return;
    }
    if (notification.isEmpty()) {
      queue.passOver(event);
    } else if (old) {
      skipped.increment();
      queue.passOver(event);
    } else {
      tell(event, notification.get());
    }
  }

  private void tell(ConsumerRecord<String, byte[]> event, Notification notification)
      throws InterruptedException {
    Answer answer = receiver.post(notification);
    if (answer instanceof Answer.Failed failed) {
      if (!isClosing(Duration.ZERO)) {
        retries.increment();
        receiverLog.failed(failed.reason());
        queue.again(event, backoff.after(failed));
      }
      return;
    }
    if (answer instanceof Answer.Refused no) {
      refused.increment();
      receiverLog.refused(notification, no.status());
    } else {
      delivered.increment();
      receiverLog.answered();
    }
    backoff.reset();
    queue.done(event);
  }

  /** Stops telling. Does not wait for a receiver: what it has not answered is told again later. */
  @Override
  public void close() {
    closing.countDown();
    receiver.close();
    queue.wakeUp();
    try {
      thread.join(CLOSE_PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
