package dev.plateau.trainer.experiment.support.diagonal;

import dev.plateau.trainer.experiment.training.Resumable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;

/** For each of several things the first step at which it happened. Not thread-safe. */
final class FirstSteps implements Resumable {
  private static final long NOT_YET = Long.MAX_VALUE;

  private final long[] steps;

  /** None has happened. */
  FirstSteps(int count) {
    steps = new long[count];
    Arrays.fill(steps, NOT_YET);
  }

  /** Whether one has not happened. */
  boolean isOpen(int i) {
    return steps[i] == NOT_YET;
  }

  /** One happens; later ones of the same do not count. */
  void happened(int i, long step) {
    if (isOpen(i)) {
      steps[i] = step;
    }
  }

  /** The median step, the lower of the two in the middle; empty until half of them happened. */
  OptionalLong median() {
    long[] sorted = steps.clone();
    Arrays.sort(sorted);
    long middle = sorted[(sorted.length - 1) / 2];
    return middle == NOT_YET ? OptionalLong.empty() : OptionalLong.of(middle);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    for (long step : steps) {
      out.writeLong(step);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    for (int i = 0; i < steps.length; i++) {
      steps[i] = in.readLong();
    }
  }
}
