package dev.plateau.collector.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What is known of the present attempt and starts anew with the next one. */
final class AttemptProgress {
  final SmoothedLoss smoothedLoss;
  final LossWindow lossWindow;
  final LearningRateWatch learningRate;
  final StepClock clock;

  AttemptProgress() {
    this(new SmoothedLoss(), new LossWindow(), new LearningRateWatch(), new StepClock());
  }

  private AttemptProgress(
      SmoothedLoss smoothedLoss,
      LossWindow lossWindow,
      LearningRateWatch learningRate,
      StepClock clock) {
    this.smoothedLoss = smoothedLoss;
    this.lossWindow = lossWindow;
    this.learningRate = learningRate;
    this.clock = clock;
  }

  void writeTo(DataOutput out) throws IOException {
    smoothedLoss.writeTo(out);
    lossWindow.writeTo(out);
    learningRate.writeTo(out);
    clock.writeTo(out);
  }

  static AttemptProgress readFrom(DataInput in) throws IOException {
    return new AttemptProgress(
        SmoothedLoss.readFrom(in),
        LossWindow.readFrom(in),
        LearningRateWatch.readFrom(in),
        StepClock.readFrom(in));
  }
}
