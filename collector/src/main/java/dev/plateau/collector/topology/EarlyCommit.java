package dev.plateau.collector.topology;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a commit when one partition has told something that people wait for: readers see it only
 * then, and the commit that comes anyway may be a second away. At once, or as soon as the thread's
 * {@link CommitPace} allows.
 */
final class EarlyCommit {
  private final ProcessorContext<?, ?> context;
  private final CommitPace pace;
  private long wantedMillis;
  private @Nullable Cancellable planned;

  EarlyCommit(ProcessorContext<?, ?> context, CommitPace pace) {
    this.context = context;
    this.pace = pace;
  }

  /** What was forwarded until now is to be seen soon. */
  void want() {
    wantedMillis = context.currentSystemTimeMs();
    if (planned == null) {
      askOrPlan(wantedMillis);
    }
  }

  private void askOrPlan(long nowMillis) {
    long waitMillis = pace.waitMillis(nowMillis);
    if (waitMillis == 0) {
      pace.asked(nowMillis);
      context.commit();
    } else {
      planned =
          context.schedule(
              Duration.ofMillis(waitMillis), PunctuationType.WALL_CLOCK_TIME, this::due);
    }
  }

  private void due(long nowMillis) {
    if (planned != null) {
      planned.cancel();
      planned = null;
    }
    // Another partition of the thread may have asked meanwhile, for all of them.
    if (!pace.askedAfter(wantedMillis)) {
      askOrPlan(nowMillis);
    }
  }
}
