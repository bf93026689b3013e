package dev.plateau.collector.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;

/** Two partitions of one stream thread, on contexts that only take down what they are asked. */
class EarlyCommitTest {
  private static final long PERIOD_MILLIS = CommitPace.PERIOD.toMillis();

  private final CommitPace pace = new CommitPace();
  private final MockProcessorContext<Void, Void> first = new MockProcessorContext<>();
  private final MockProcessorContext<Void, Void> second = new MockProcessorContext<>();
  private final EarlyCommit ofFirst = new EarlyCommit(first, pace);
  private final EarlyCommit ofSecond = new EarlyCommit(second, pace);

  private static void want(
      MockProcessorContext<Void, Void> context, EarlyCommit commit, long millis) {
    context.setCurrentSystemTimeMs(millis);
    commit.want();
  }

  private static List<CapturedPunctuator> plans(MockProcessorContext<Void, Void> context) {
    return context.scheduledPunctuators().stream().filter(plan -> !plan.cancelled()).toList();
  }

  private static void fire(MockProcessorContext<Void, Void> context, long millis) {
    assertThat(plans(context)).hasSize(1);
    context.setCurrentSystemTimeMs(millis);
    plans(context).get(0).getPunctuator().punctuate(millis);
  }

  @Test
  void event_afterALongTime_isCommittedAtOnce() {
    want(first, ofFirst, 5_000);
    assertThat(first.committed()).isTrue();
    assertThat(plans(first)).isEmpty();
  }

  @Test
  void eventsThatCrowd_areCommittedTogetherOnceThePaceAllows() {
    want(first, ofFirst, 5_000);
    first.resetCommit();

    for (int i = 1; i <= 50; i++) {
      want(first, ofFirst, 5_000 + i);
    }
    assertThat(first.committed()).isFalse();

    fire(first, 5_000 + PERIOD_MILLIS);
    assertThat(first.committed()).isTrue();
    assertThat(plans(first)).as("planned once").isEmpty();
  }

  @Test
  void partitionsOfOneThread_shareThePaceAndOneCommit() {
    want(first, ofFirst, 5_000);
    want(second, ofSecond, 5_001);
    assertThat(second.committed()).isFalse();
    first.resetCommit();
    want(first, ofFirst, 5_002);

    fire(first, 5_000 + PERIOD_MILLIS);
    assertThat(first.committed()).isTrue();
    fire(second, 5_000 + PERIOD_MILLIS);
    assertThat(second.committed()).as("the other one's commit had its event").isFalse();
    assertThat(plans(second)).isEmpty();
  }

  @Test
  void event_toldAfterAnotherPartitionsCommit_isCommittedItself() {
    want(first, ofFirst, 5_000);
    want(second, ofSecond, 5_001);
    want(first, ofFirst, 5_002);
    fire(first, 5_000 + PERIOD_MILLIS);
    want(second, ofSecond, 5_000 + PERIOD_MILLIS + 1);

    fire(second, 5_000 + PERIOD_MILLIS + 2);
    assertThat(second.committed()).as("too early").isFalse();
    fire(second, 5_000 + 2 * PERIOD_MILLIS);
    assertThat(second.committed()).isTrue();
  }

  @Test
  void clock_setBack_holdsNothingUp() {
    want(first, ofFirst, 5_000);
    first.resetCommit();
    want(first, ofFirst, 1_000);
    assertThat(first.committed()).isTrue();
  }
}
