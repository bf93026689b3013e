package dev.plateau.collector.replay;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where in the time of a recorded run each of its rows stands, in microseconds since its first one,
 * by the trainers' clocks. Positions never fall. Not thread-safe.
 *
 * <p>Each attempt has a clock of its own, begun where the attempt before it was when the new one
 * came; two trainers that speak at the same time thus advance side by side. A clock that is set
 * back counts as no pause. Late values (a step that is not above the attempt's last one) take no
 * time.
 */
final class Timeline {
  private static final int INTERVALS = 31;

  private final boolean keepsDowntime;
  private final Map<Object, Track> tracks = new HashMap<>();
  private @Nullable Track latest;
  private long position;

  /**
   * @param keepsDowntime whether the time between two attempts is kept; else it is shortened to
   *     what the attempt before usually took for a step
   */
  Timeline(boolean keepsDowntime) {
    this.keepsDowntime = keepsDowntime;
  }

  /** An attempt's clock. */
  private static final class Track {
    long timeMicros;
    long position;
    long lastStep = -1;

    /** The last intervals between rows, the oldest overwritten. */
    final long[] intervals = new long[INTERVALS];

    int count;

    Track(long timeMicros, long position) {
      this.timeMicros = timeMicros;
      this.position = position;
    }

    /** Moves on to a time; returns how long that took. */
    long advance(long to) {
      long passed = passed(timeMicros, to);
      timeMicros = to;
      return passed;
    }

    void note(long interval) {
      intervals[count % INTERVALS] = interval;
      count++;
    }

    long usualInterval() {
      int known = Math.min(count, INTERVALS);
      long[] sorted = Arrays.copyOf(intervals, known);
      Arrays.sort(sorted);
      return known == 0 ? 0 : sorted[known / 2];
    }
  }

  /**
   * Position of a row.
   *
   * @param attempt whatever tells the run's attempts apart
   * @param timeMicros the trainer's time of the row, microseconds since the epoch
   */
  long row(Object attempt, long step, long timeMicros) {
    Track track = track(attempt, timeMicros);
    if (step > track.lastStep) {
      long passed = track.advance(timeMicros);
      if (track.lastStep >= 0) {
        track.note(passed);
      }
      track.lastStep = step;
      move(track, passed);
    }
    return position;
  }

  /** Position of something in an attempt that is no row: its start, its end. */
  long moment(Object attempt, long timeMicros) {
    Track track = track(attempt, timeMicros);
    move(track, track.advance(timeMicros));
    return position;
  }

  /** Where the last of all rows and moments stood. */
  long position() {
    return position;
  }

  /** Leaves a row out: the time that it took is not waited for. */
  void pass(Object attempt, long step, long timeMicros) {
    Track track = track(attempt, timeMicros);
    if (step > track.lastStep) {
      track.advance(timeMicros);
      track.lastStep = step;
    }
  }

  private void move(Track track, long passed) {
    track.position = plus(track.position, passed);
    position = Math.max(position, track.position);
  }

  private Track track(Object attempt, long timeMicros) {
    Track known = tracks.get(attempt);
    if (known == null) {
      known = new Track(timeMicros, plus(position, downtime(timeMicros)));
      tracks.put(attempt, known);
      latest = known;
      position = known.position;
    }
    return known;
  }

  private long downtime(long timeMicros) {
    if (latest == null) {
      return 0;
    }
    long passed = passed(latest.timeMicros, timeMicros);
    return keepsDowntime ? passed : Math.min(passed, latest.usualInterval());
  }

  private static long passed(long from, long to) {
    if (to <= from) {
      return 0;
    }
    long passed = to - from;
    return passed < 0 ? Long.MAX_VALUE : passed;
  }

  /** Clocks may say anything: a sum that is no number any more is a very long time. */
  private static long plus(long position, long passed) {
    long sum = position + passed;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
