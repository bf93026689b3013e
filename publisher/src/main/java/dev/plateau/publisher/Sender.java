package dev.plateau.publisher;

import dev.plateau.protocol.RunId;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sender thread's work: brings the buffer's frames to Kafka, in rounds from the first
 * unacknowledged frame on, for ever. After any failure it opens a new sink and begins at the first
 * unacknowledged frame again. An interrupt ends it.
 */
final class Sender implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Sender.class);

  /** Frames under way at a time: enough to fill a slow line, little beside the buffer. */
  private static final long ROUND_BYTES = 4 << 20;

  private final RunId run;
  private final FrameBuffer buffer;
  private final FrameSink.Opener opener;
  private final OutageLog outage;
  private final Duration firstPause;
  private final Duration longestPause;
  private Duration pause;

  /**
   * @param firstPause wait after a first failure; doubles with each further one
   * @param longestPause where the doubling ends
   */
  Sender(
      RunId run,
      FrameBuffer buffer,
      FrameSink.Opener opener,
      OutageLog outage,
      Duration firstPause,
      Duration longestPause) {
    this.run = run;
    this.buffer = buffer;
    this.opener = opener;
    this.outage = outage;
    this.firstPause = firstPause;
    this.longestPause = longestPause;
    this.pause = firstPause;
  }

  @Override
  public void run() {
    try {
      while (true) {
        deliverUntilFailure();
        Thread.sleep(pause.toMillis());
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
      }
    } catch (InterruptedException e) {
      log.debug("Run {}: sender ended", run);
    }
  }

  private void deliverUntilFailure() throws InterruptedException {
    try (FrameSink sink = opener.open()) {
      while (true) {
        List<Frame> round = buffer.awaitUnacknowledged(ROUND_BYTES);
        sink.deliver(round, this::acknowledge);
      }
    } catch (DeliveryException e) {
      outage.failed(e.reason());
    } catch (RuntimeException | Error e) {
      // A bug, ours or a library's, or no memory: the frames are kept and tried again.
      outage.failed(e);
    }
  }

  private void acknowledge(long sequence) {
    buffer.acknowledge(sequence);
    pause = firstPause;
    outage.delivered();
  }
}
