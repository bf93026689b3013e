package dev.plateau.collector.cli;

import dev.plateau.collector.replay.ReplayPlan;
import dev.plateau.collector.replay.ReplayWatch;
import dev.plateau.collector.replay.Replayed;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** What a person sees of a replay: a bar while it goes on, one line after it. For one thread. */
final class ReplayScreen implements ReplayWatch, AutoCloseable {
  private static final long PERIOD_NANOS = 100_000_000;

  /** Below this a wait is nothing to tell. */
  private static final double LONG_SECONDS = 2;

  /** What the machine falls short by before it is told. */
  private static final double SHORTFALL = 0.98;

  private final ReplayPlan plan;
  private final BooleanSupplier stopped;
  private final PrintWriter err;
  private final ProgressBar bar;
  private final long begunNanos = System.nanoTime();
  private final long lastStep;
  private long firstStep = -1;
  private long step;
  private String pace = "";
  private long shownNanos;

  ReplayScreen(ReplayPlan plan, BooleanSupplier stopped, PrintWriter err) {
    this.plan = plan;
    this.stopped = stopped;
    this.err = err;
    bar = ProgressBar.of(err);
    lastStep = Math.min(plan.original().lastStep(), plan.range().to());
    shownNanos = begunNanos;
  }

  @Override
  public boolean isStopped() {
    return stopped.getAsBoolean();
  }

  @Override
  public void replayed(long newStep, long rows, double speed) {
    if (firstStep < 0) {
      firstStep = newStep;
    }
    step = newStep;
    long now = System.nanoTime();
    if (now - shownNanos >= PERIOD_NANOS) {
      shownNanos = now;
      double seconds = (now - begunNanos) / 1e9;
      pace = plan.speed().isMax() ? perSecond(rows, seconds) : times(speed);
      double fraction = fraction();
      String left =
          fraction > 0 && fraction < 1
              ? ", " + clock(seconds * (1 - fraction) / fraction) + " left"
              : "";
      show(left);
    }
  }

  @Override
  public void waits(double seconds) {
    long now = System.nanoTime();
    if (seconds >= LONG_SECONDS && now - shownNanos >= PERIOD_NANOS) {
      shownNanos = now;
      show(", next step in " + clock(seconds));
    }
  }

  private void show(String tail) {
    bar.show(
        fraction(),
        String.format(Locale.ROOT, "step %,d of %,d", step, lastStep)
            + (pace.isEmpty() ? "" : ", " + pace)
            + tail);
  }

  private double fraction() {
    return firstStep < 0 || lastStep <= firstStep
        ? 0
        : Math.min(1, (double) (step - firstStep) / (lastStep - firstStep));
  }

  @Override
  public void note(String sentence) {
    bar.close();
    err.println(sentence);
    err.flush();
  }

  @Override
  public void close() {
    bar.close();
  }

  /** What became of it, in one line; before it what people should know of its end. */
  String summary(Replayed replayed) {
    bar.close();
    if (!replayed.end().remark().isEmpty()) {
      note(replayed.end().remark());
    }
    if (replayed.unreadable() > 0) {
      note(replayed.unreadable() + " records could not be read and were left out.");
    }
    if (replayed.rows() == 0) {
      return "nothing was published";
    }
    return String.format(
        Locale.ROOT,
        "run %s: %,d rows up to step %,d in %.1f s (%s), %d dropped, %d undelivered; %s read",
        plan.run(),
        replayed.rows(),
        replayed.lastStep(),
        replayed.seconds(),
        reached(replayed),
        replayed.dropped(),
        replayed.undelivered(),
        bytes(replayed.bytesRead()));
  }

  private String reached(Replayed replayed) {
    if (plan.speed().isMax()) {
      return perSecond(replayed.rows(), replayed.seconds());
    }
    String reached = times(replayed.reached());
    return replayed.reached() < SHORTFALL * plan.speed().factor()
        ? reached + "; " + plan.speed() + " was more than this machine can do"
        : reached;
  }

  private static String perSecond(long rows, double seconds) {
    return seconds > 0 ? String.format(Locale.ROOT, "%,.0f steps/s", rows / seconds) : "at once";
  }

  private static String times(double speed) {
    if (Double.isNaN(speed)) {
      return "at once";
    }
    return String.format(
        Locale.ROOT, speed < 9.995 ? "%.2fx" : speed < 99.95 ? "%.1fx" : "%,.0fx", speed);
  }

  private static String bytes(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }

  private static String clock(double seconds) {
    long whole = (long) Math.ceil(seconds);
    return whole < 3600
        ? "%d:%02d".formatted(whole / 60, whole % 60)
        : "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60);
  }
}
