package dev.plateau.collector.replay;

/**
 * Where a replay goes. One thread publishes; {@link #giveUp} may be called from any. Closing it
 * waits for what is on its way.
 */
interface Outlet extends AutoCloseable {
  /** Publishes no more: whoever waits for room stops waiting. */
  void giveUp();

  /** Rows that were not acknowledged. */
  long undelivered();

  /** Rows that found no room. */
  long dropped();

  @Override
  void close();
}
