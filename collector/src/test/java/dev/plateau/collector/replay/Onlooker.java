package dev.plateau.collector.replay;

import java.util.ArrayList;
import java.util.List;

/** Looks on, and stops the replay after some rows where it is told to. */
final class Onlooker implements ReplayWatch {
  private final long stopAfter;
  final List<String> notes = new ArrayList<>();
  long rows;
  double longestWait;

  Onlooker() {
    this(Long.MAX_VALUE);
  }

  Onlooker(long stopAfter) {
    this.stopAfter = stopAfter;
  }

  @Override
  public boolean isStopped() {
    return rows >= stopAfter;
  }

  @Override
  public void replayed(long step, long newRows, double speed) {
    rows = newRows;
  }

  @Override
  public void waits(double seconds) {
    longestWait = Math.max(longestWait, seconds);
  }

  @Override
  public void note(String sentence) {
    notes.add(sentence);
  }
}
