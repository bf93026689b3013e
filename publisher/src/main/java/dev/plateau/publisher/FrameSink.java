package dev.plateau.publisher;

import java.util.List;
import java.util.function.LongConsumer;

/** Where frames go. Used by the sender thread only; whoever opened it closes it. */
interface FrameSink extends AutoCloseable {
  /**
   * Sends the frames in order and waits until all are acknowledged. After a failure nothing more of
   * them is sent, and the sink is good for nothing but closing.
   *
   * @param acknowledged told, in order, the sequence of each frame that has arrived
   * @throws DeliveryException if one did not arrive
   */
  void deliver(List<Frame> frames, LongConsumer acknowledged)
      throws DeliveryException, InterruptedException;

  @Override
  void close();

  /** Opens sinks. */
  interface Opener {
    /**
     * Opens one, when the receiving end is ready for it.
     *
     * @throws DeliveryException if it is not
     */
    FrameSink open() throws DeliveryException, InterruptedException;
  }
}
