package dev.plateau.publisher;

import java.time.Duration;
import java.util.List;

/**
 * Keeps frames in order from their making until Kafka has acknowledged them. The batcher appends,
 * the sender reads and acknowledges; all methods are safe for both.
 *
 * <p>Reading always begins at the first frame that is not acknowledged: after a failure the sender
 * just reads again.
 */
interface FrameBuffer {
  /** Appends a frame; waits while there is no room. */
  void append(Frame frame) throws InterruptedException;

  /**
   * The first frames that are not acknowledged, as many as there are up to about that size; waits
   * until there is one.
   */
  List<Frame> awaitUnacknowledged(long maxBytes) throws InterruptedException;

  /** Lets go of all frames up to and including that sequence. */
  void acknowledge(long sequence);

  /** Waits until all frames appended so far are acknowledged; false: the time was over first. */
  boolean awaitAcknowledged(Duration timeout) throws InterruptedException;

  /** Steps in all frames acknowledged so far. */
  long acknowledgedSteps();

  /** Most dropped steps that a frame acknowledged so far has told of. */
  long acknowledgedDrops();
}
