package dev.plateau.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.trainer.experiment.training.Training;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CheckpointKeeperTest {
  @TempDir Path temp;

  /** Steps that were reported, and how many of them have arrived. */
  private final AtomicLong reported = new AtomicLong();

  private final AtomicLong arrived = new AtomicLong();
  private final Counting training = new Counting();

  private CheckpointKeeper keeper(CheckpointFolder folder) {
    RunPlan plan = SampleCheckpoints.plan(SampleCheckpoints.RUN, 10);
    return new CheckpointKeeper(folder, plan, this::mark);
  }

  private BooleanSupplier mark() {
    long rows = reported.get();
    return () -> arrived.get() >= rows;
  }

  private void train(CheckpointKeeper keeper, long from, long to) {
    for (long step = from; step < to; step++) {
      reported.incrementAndGet();
      training.step(step);
      keeper.stepped(training, step + 1);
    }
  }

  private static long newest(CheckpointFolder folder) throws IOException {
    return folder.newest(SampleCheckpoints.RUN).training().steps();
  }

  private static void await(CheckpointKeeper keeper, long steps) {
    while (keeper.written().orElse(-1) != steps) {
      LockSupport.parkNanos(1_000_000); // the test's timeout ends it
    }
  }

  @Test
  void rowsDelivered_checkpointIsWrittenWithWhatTheTrainingWas() throws IOException {
    CheckpointFolder folder = new CheckpointFolder(temp);
    try (CheckpointKeeper keeper = keeper(folder)) {
      train(keeper, 0, 15);
      assertThat(training.saved).isEqualTo(1);
      arrived.set(10);
      await(keeper, 10);
      Checkpoint written = folder.newest(SampleCheckpoints.RUN);
      assertThat(written.training().state()).containsExactly(0, 0, 0, 0, 0, 0, 0, 10);
      assertThat(written.plan()).isEqualTo(SampleCheckpoints.plan(SampleCheckpoints.RUN, 10));
      train(keeper, 15, 20);
      arrived.set(20);
      await(keeper, 20);
    }
    assertThat(newest(folder)).isEqualTo(20);
  }

  /** The law: nothing before the checkpoint can be missing. */
  @Test
  void rowBeforeItNeverDelivered_isNotWritten() {
    CheckpointFolder folder = new CheckpointFolder(temp);
    arrived.set(9);
    CheckpointKeeper keeper = keeper(folder);
    train(keeper, 0, 15);
    keeper.ended(training, 15);
    keeper.close();
    assertThat(keeper.written()).isEmpty();
    assertThat(folder.has(SampleCheckpoints.RUN)).isFalse();
  }

  /** However often they are due: else none would ever be old enough. */
  @Test
  void deliveryLate_theFirstOneWaitsAndOthersArePassedOver() throws IOException {
    CheckpointFolder folder = new CheckpointFolder(temp);
    try (CheckpointKeeper keeper = keeper(folder)) {
      train(keeper, 0, 55);
      assertThat(training.saved).isEqualTo(1);
      arrived.set(12);
      await(keeper, 10);
      train(keeper, 55, 60);
      assertThat(training.saved).isEqualTo(2);
    }
    assertThat(newest(folder)).isEqualTo(10);
  }

  @Test
  void ended_takesThePlaceOfTheOneThatWaits() throws IOException {
    CheckpointFolder folder = new CheckpointFolder(temp);
    CheckpointKeeper keeper = keeper(folder);
    train(keeper, 0, 17);
    keeper.ended(training, 17);
    arrived.set(17);
    keeper.close();
    assertThat(keeper.written()).hasValue(17);
    assertThat(newest(folder)).isEqualTo(17);
  }

  @Test
  void trainingThatCannotBeSaved_goesOnWithoutACheckpoint() {
    CheckpointFolder folder = new CheckpointFolder(temp);
    arrived.set(100);
    CheckpointKeeper keeper = keeper(folder);
    training.isBroken = true;
    train(keeper, 0, 30);
    keeper.close();
    assertThat(keeper.written()).isEmpty();
  }

  @Test
  void folderGone_trainingGoesOnAndIsWrittenWhenItIsBack() throws IOException {
    CheckpointFolder folder = new CheckpointFolder(temp.resolve("late"));
    arrived.set(100);
    try (CheckpointKeeper keeper = keeper(folder)) {
      train(keeper, 0, 12);
      Files.createDirectories(folder.path());
      long steps = 12;
      while (keeper.written().isEmpty() && steps < 100) {
        train(keeper, steps, steps + 1);
        steps++;
        LockSupport.parkNanos(1_000_000);
      }
      keeper.ended(training, steps);
    }
    assertThat(folder.has(SampleCheckpoints.RUN)).isTrue();
  }

  /** A training whose state is the number of its steps. */
  private static final class Counting implements Training {
    private long steps;
    private int saved;
    private boolean isBroken;

    @Override
    public void step(long step) {
      steps++;
    }

    @Override
    public void save(DataOutput out) throws IOException {
      if (isBroken) {
        throw new IOException("broken");
      }
      saved++;
      out.writeLong(steps);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      steps = in.readLong();
    }

    @Override
    public void close() {}
  }
}
