package dev.plateau.collector.replay;

import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Message;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunStarted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Says records of a new run when they are due, with the times of then. Until the first row it keeps
 * what there is to say: without any row there is to be no run. For one thread.
 */
final class TimedRecords {
  private final ReplayPlan plan;
  private final RecordOutlet outlet;
  private final Pace pace;
  private final LongSupplier wallMicros;
  private final List<Kept> kept = new ArrayList<>();
  private boolean begun;
  private long saidMicros;

  /** What waits for the first row. */
  private record Kept(Origin place, Message message, long position) {}

  /**
   * @param wallMicros the wall clock, microseconds since the epoch
   */
  TimedRecords(ReplayPlan plan, RecordOutlet outlet, Pace pace, LongSupplier wallMicros) {
    this.plan = plan;
    this.outlet = outlet;
    this.pace = pace;
    this.wallMicros = wallMicros;
  }

  /**
   * Says a message that carries no rows.
   *
   * @param position when it is due, on the {@link Timeline}
   * @return false: the replay is to stop
   */
  boolean say(Origin place, Message message, long position) {
    if (!begun) {
      kept.add(new Kept(place, message, position));
      return true;
    }
    return pace.await(position) && sayNow(place, message);
  }

  /** Says a message at once, however fast the replay is. */
  boolean sayNow(Origin place, Message message) {
    saidMicros = Math.max(saidMicros, wallMicros.getAsLong());
    return outlet.publish(new Envelope(plan.run(), place, timed(message)));
  }

  private Message timed(Message message) {
    if (message instanceof RunStarted started) {
      return new RunStarted(
          started.experiment(),
          started.name(),
          started.config(),
          started.tags(),
          saidMicros,
          started.plannedSteps(),
          started.firstStep());
    } else if (message instanceof RunFinished finished) {
      return new RunFinished(
          finished.outcome(), finished.reason(), saidMicros, finished.droppedSteps());
    }
    return message;
  }

  /**
   * Says rows when the last of them is due.
   *
   * @param positions of each row, on the {@link Timeline}; never falling
   * @return false: the replay is to stop
   */
  boolean say(Origin place, BatchCopy rows, long[] positions) {
    if (!begin(positions[0]) || !pace.await(positions[positions.length - 1])) {
      return false;
    }
    return outlet.publish(new Envelope(plan.run(), place, rows.at(times(positions))));
  }

  private boolean begin(long firstRow) {
    if (begun) {
      return true;
    }
    begun = true;
    for (Kept each : kept) {
      // What was left out before the first row is not waited for.
      long due = plan.range().isAll() ? each.position() : firstRow;
      if (!say(each.place(), each.message(), due)) {
        return false;
      }
    }
    kept.clear();
    return true;
  }

  /** The original's spacing, ending now; evenly since what was said last where there is none. */
  private long[] times(long[] positions) {
    long now = Math.max(saidMicros, wallMicros.getAsLong());
    long[] times = new long[positions.length];
    long passed = saidMicros == 0 ? 0 : now - saidMicros;
    for (int i = 0; i < times.length; i++) {
      times[i] =
          plan.speed().isMax()
              ? now - passed + passed * (i + 1) / times.length
              : Math.max(saidMicros, now - pace.microsSince(positions[i]));
    }
    saidMicros = now;
    return times;
  }
}
