package dev.plateau.collector.replay;

/** Who looks on while a run is replayed. Called on the replaying thread. */
public interface ReplayWatch {
  /** Whether the replay is to stop. */
  boolean isStopped();

  /**
   * A row was published.
   *
   * @param step its step
   * @param rows how many there were so far
   * @param speed how many times as fast as the original it was so far; NaN: not known yet
   */
  void replayed(long step, long rows, double speed);

  /** The next row is due in so many seconds. */
  void waits(double seconds);

  /** One sentence that people should know. */
  void note(String sentence);
}
