package dev.plateau.collector.replay;

import java.io.IOException;

/** A run that is about to be replayed, once. */
public interface Replay {
  /**
   * Replays it and waits until all is delivered. For one thread.
   *
   * @throws NothingToReplayException if the run has none of the steps; nothing was published
   * @throws ReplayBrokeOffException if the original cannot be read on; what was read is delivered
   *     and the new run ends as failed
   * @throws IOException if it cannot be read at all
   */
  Replayed run() throws IOException;

  /**
   * Publishes no more, for a replay that is to stop and waits for a broker that is away. May be
   * called from any thread.
   */
  void giveUp();
}
