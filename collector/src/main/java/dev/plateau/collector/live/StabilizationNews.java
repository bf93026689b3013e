package dev.plateau.collector.live;

import dev.plateau.collector.run.MetricView;
import dev.plateau.collector.run.RunView;
import dev.plateau.collector.run.Stabilization;
import dev.plateau.protocol.Metrics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells each beginning and end of a stabilization once, as one line with step and loss, that a
 * support is separated, and each end of a run. Fed with views of runs; not thread-safe.
 */
public final class StabilizationNews {
  private final Set<String> told = new HashSet<>();

  /** What is new in these views, oldest first within a run. */
  public List<String> read(List<RunView> views) {
    List<String> lines = new ArrayList<>();
    for (RunView view : views) {
      for (Stabilization stabilization : view.stabilizations()) {
        read(view, stabilization, lines);
      }
      view.metric(Metrics.SUPPORT_SEPARATED_STEP)
          .filter(separated -> Double.isFinite(separated.value()))
          .filter(separated -> told.add(key(view, "separated", (long) separated.value())))
          .ifPresent(separated -> lines.add(separation(view, separated)));
      if (view.phase().isEnd() && told.add(key(view, "end", view.endedAtMicros()))) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s: %s at step %d%s",
                label(view),
                view.phase().label(),
                view.lastStep(),
                view.endReason().isEmpty() ? "" : ": " + view.endReason()));
      }
    }
    return lines;
  }

  private void read(RunView view, Stabilization stabilization, List<String> lines) {
    String source = stabilization.source().label();
    if (told.add(key(view, source + " began", stabilization.ordinal()))) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s: %s stabilized at %.3g from step %d (seen at step %d)",
              label(view),
              source,
              stabilization.level(),
              stabilization.startStep(),
              stabilization.beganAtStep()));
    }
    stabilization
        .end()
        .filter(end -> told.add(key(view, source + " ended", stabilization.ordinal())))
        .ifPresent(
            end ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "%s: stabilization of %s at %.3g ended at step %d, cause %s (seen at step"
                            + " %d)",
                        label(view),
                        source,
                        stabilization.level(),
                        end.onsetStep(),
                        end.cause().label(),
                        end.detectedStep())));
  }

  private static String separation(RunView view, MetricView separated) {
    return String.format(
        Locale.ROOT,
        "%s: support separated at step %d (seen at step %d)",
        label(view),
        (long) separated.value(),
        separated.step());
  }

  private static String label(RunView view) {
    return view.name().isEmpty() ? view.run() : view.name();
  }

  private static String key(RunView view, String what, long ordinal) {
    return view.run() + " " + what + " " + ordinal;
  }
}
