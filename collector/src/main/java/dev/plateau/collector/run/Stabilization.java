package dev.plateau.collector.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One stabilization of a run's loss, from where it began to where it ended, if it has.
 *
 * @param source the loss that stabilized
 * @param ordinal 1-based within the run and source, going on over attempts
 * @param startStep step at which the plateau began
 * @param beganAtStep step at which that was seen
 * @param levelLog10 log₁₀ of the loss's level, as known best
 * @param ended how it ended; null: it has not, or the loss left it upwards
 */
public record Stabilization(
    LossSource source,
    long ordinal,
    long startStep,
    long beganAtStep,
    double levelLog10,
    @Nullable End ended) {
  /**
   * The end of a stabilization.
   *
   * @param onsetStep step from which on the loss was off its level
   * @param onsetTimeMicros trainer's wall clock at the onset, interpolated between kept steps
   * @param detectedStep step at which that was seen
   * @param detectedTimeMicros append time of the record that revealed it
   * @param changeDecades how far the loss moved, in decades, negative downwards; NaN if it diverged
   * @param cause why
   */
  public record End(
      long onsetStep,
      long onsetTimeMicros,
      long detectedStep,
      long detectedTimeMicros,
      double changeDecades,
      Cause cause) {}

  /** How it ended, if it has. */
  public Optional<End> end() {
    return Optional.ofNullable(ended);
  }

  /** The loss's level. */
  public double level() {
    return Math.pow(10, levelLog10);
  }

  Stabilization endedBy(End end, double level) {
    return new Stabilization(source, ordinal, startStep, beganAtStep, level, end);
  }

  /** Last step that this account rests on. */
  long lastStepKnown() {
    return ended == null ? beganAtStep : ended.detectedStep();
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeUTF(source.name());
    Varint.write(out, ordinal);
    Varint.write(out, startStep);
    Varint.write(out, beganAtStep);
    out.writeDouble(levelLog10);
    out.writeBoolean(ended != null);
    if (ended != null) {
      Varint.write(out, ended.onsetStep());
      Varint.write(out, ended.onsetTimeMicros());
      Varint.write(out, ended.detectedStep());
      Varint.write(out, ended.detectedTimeMicros());
      out.writeDouble(ended.changeDecades());
      out.writeUTF(ended.cause().name());
    }
  }

  static Stabilization readFrom(DataInput in) throws IOException {
    return new Stabilization(
        LossSource.valueOf(in.readUTF()),
        Varint.read(in),
        Varint.read(in),
        Varint.read(in),
        in.readDouble(),
        in.readBoolean()
            ? new End(
                Varint.read(in),
                Varint.read(in),
                Varint.read(in),
                Varint.read(in),
                in.readDouble(),
                Cause.valueOf(in.readUTF()))
            : null);
  }
}
