package dev.plateau.collector.phase;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The phase detectors "msr-1", the reference, and "msr-2" (multi-scale range): compare the latest
 * blocks of a plateau with the plateau's own past excursions of the same length.
 *
 * <p>msr-1 knows the loss alone. msr-2 is the same with a second look after each fall of the
 * learning rate ({@link DecayCue}), by which it finds ends that are smaller, of shorter plateaus,
 * and sooner; without a learning rate it says what msr-1 says.
 *
 * <p>Folds the losses of one attempt of one run, one column. Nothing is to be tuned; time and
 * memory per observation are bounded. Not thread-safe. {@link #writeTo} gives the full state: a
 * detector read from it goes on exactly as this one would.
 */
public final class MsrDetector implements StorableDetector {
  /** The name by which the reference is chosen and its events are marked. */
  public static final String NAME = "msr-1";

  /** The name of the one that also knows the learning rate. */
  public static final String CUED_NAME = "msr-2";

  private static final byte FORMAT = 1;
  private static final byte CUED_FORMAT = 2;

  /** From here on a loss counts as diverged. */
  private static final double DIVERGED_LOSS = 1e30;

  /** Smaller losses, zero and negative ones too, count as this one. */
  private static final double SMALLEST_LOSS = 1e-30;

  /** Blocks that a plateau has at least. */
  private static final int FEWEST_BLOCKS = 32;

  /** Plateaus are looked for behind each of the first 5 eighths of the blocks. */
  private static final int STARTS_TRIED = 5;

  private static final int START_SHARE = 8;

  /** A plateau takes at least this share of all that was observed. */
  private static final double SHARE_OF_AGE = 0.25;

  /** Jumps from one loss to the next, in decades, that double the observations needed. */
  private static final double CALM_SPREAD = 0.25;

  private static final double LARGEST_SPREAD_FACTOR = 8;

  private final StepSpread spread;
  private final BlockSeries blocks;

  // msr-2's; msr-1 has none.
  private final @Nullable DecayCue cue;

  private LossPhase phase = LossPhase.DESCENDING;
  private long observations;

  // The last plateau: its first step and, once it is over, its level.
  private long plateauStartStep;
  private double plateauLevel = Double.NaN;

  // The last rise out of a plateau: the observation, and how long the plateau had been; else 0.
  private long risenAt;
  private long risenLength;

  /** An msr-1 that has seen nothing. */
  public MsrDetector() {
    this(new StepSpread(), new BlockSeries(), null);
  }

  private MsrDetector(StepSpread spread, BlockSeries blocks, @Nullable DecayCue cue) {
    this.spread = spread;
    this.blocks = blocks;
    this.cue = cue;
  }

  /** An msr-2 that has seen nothing. */
  public static MsrDetector cued() {
    return new MsrDetector(new StepSpread(), new BlockSeries(), new DecayCue());
  }

  @Override
  public String name() {
    return cue == null ? NAME : CUED_NAME;
  }

  @Override
  public void learningRate(long step, double rate) {
    if (cue != null) {
      cue.take(step, rate);
    }
  }

  @Override
  public LossPhase phase() {
    return phase;
  }

  @Override
  public Optional<PhaseEvent> observe(long step, double loss) {
    if (phase == LossPhase.DIVERGED) {
      return Optional.empty();
    }
    long index = observations++;
    if (!(loss < DIVERGED_LOSS)) {
      return diverge(index, step);
    }
    double value = Math.max(loss, SMALLEST_LOSS);
    spread.add(Math.log10(value), index);
    if (!blocks.add(step, value)) {
      return Optional.empty();
    }
    Optional<PhaseEvent> answer = cue == null ? Optional.empty() : answerToFall(cue, step);
    if (answer.isPresent()) {
      return answer;
    }
    return phase == LossPhase.STABILIZED ? watchPlateau(index, step) : seekPlateau(step);
  }

  /** Of a plateau that was not known as one before, this end is all that is said. */
  private Optional<PhaseEvent> answerToFall(DecayCue fallen, long step) {
    Optional<DecayCue.Fall> found = fallen.look(blocks);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    DecayCue.Fall fall = found.get();
    if (phase != LossPhase.STABILIZED) {
      plateauStartStep = blocks.firstStep(fall.start());
    }
    plateauLevel = fall.level();
    risenAt = 0;
    phase = LossPhase.FITTING;
    blocks.dropBefore(fall.onset());
    fallen.settle();
    return Optional.of(
        new PhaseEvent.StabilizationEnded(
            plateauStartStep, blocks.firstStep(0), step, plateauLevel, fall.change()));
  }

  private Optional<PhaseEvent> diverge(long index, long step) {
    boolean stabilized = phase == LossPhase.STABILIZED;
    boolean risen = risenAt > 0 && index - risenAt <= risenLength;
    if (stabilized) {
      plateauLevel = Excursion.level(blocks.logs(), blocks.count());
    }
    phase = LossPhase.DIVERGED;
    return stabilized || risen
        ? Optional.of(new PhaseEvent.Diverged(plateauStartStep, step, plateauLevel))
        : Optional.empty();
  }

  private Optional<PhaseEvent> seekPlateau(long step) {
    double needed = observationsNeeded();
    int count = blocks.count();
    if (count < FEWEST_BLOCKS || count % 2 != 0 || blocks.length() < needed) {
      return Optional.empty();
    }
    for (int i = 0; i < STARTS_TRIED; i++) {
      int start = count * i / START_SHARE;
      if (count - start < FEWEST_BLOCKS) {
        break;
      }
      if (PlateauCriterion.isLevel(blocks.logs(), start, count)) {
        return (count - start) * blocks.blockLength() >= needed
            ? beginPlateau(start, step)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The more the loss jumps, and the older the run, the longer a plateau must be. */
  private double observationsNeeded() {
    double jumps = spread.decades() / CALM_SPREAD;
    double factor = Math.min(LARGEST_SPREAD_FACTOR, 1 + jumps * jumps);
    return Math.max(FEWEST_BLOCKS * factor, SHARE_OF_AGE * observations);
  }

  private Optional<PhaseEvent> beginPlateau(int start, long step) {
    blocks.dropBefore(start);
    plateauStartStep = blocks.firstStep(0);
    phase = LossPhase.STABILIZED;
    double level = Excursion.level(blocks.logs(), blocks.count());
    return Optional.of(new PhaseEvent.StabilizationBegan(plateauStartStep, step, level));
  }

  private Optional<PhaseEvent> watchPlateau(long index, long step) {
    return Excursion.find(blocks.logs(), blocks.count())
        .flatMap(excursion -> endPlateau(excursion, index, step));
  }

  private Optional<PhaseEvent> endPlateau(Excursion excursion, long index, long step) {
    boolean fall = excursion.isFall();
    plateauLevel = excursion.level();
    risenAt = fall ? 0 : index;
    risenLength = fall ? risenLength : blocks.length();
    phase = fall ? LossPhase.FITTING : LossPhase.DESCENDING;
    blocks.dropBefore(blocks.count() - excursion.blocks());
    return fall
        ? Optional.of(
            new PhaseEvent.StabilizationEnded(
                plateauStartStep, blocks.firstStep(0), step, plateauLevel, excursion.change()))
        : Optional.empty();
  }

  /**
   * Writes the full state, at most about 3 KB for ordinary steps.
   *
   * @throws IOException as {@code out} does
   */
  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(cue == null ? FORMAT : CUED_FORMAT);
    out.writeByte(phase.code());
    out.writeLong(observations);
    out.writeLong(plateauStartStep);
    out.writeDouble(plateauLevel);
    out.writeLong(risenAt);
    out.writeLong(risenLength);
    spread.writeTo(out);
    blocks.writeTo(out);
    if (cue != null) {
      cue.writeTo(out);
    }
  }

  /**
   * Reads what {@link #writeTo} wrote, of either.
   *
   * @throws IOException as {@code in} does; {@link StreamCorruptedException} if it is something
   *     else
   */
  public static MsrDetector readFrom(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT && format != CUED_FORMAT) {
      throw new StreamCorruptedException(
          "msr reads state formats " + FORMAT + " and " + CUED_FORMAT + ", got " + format);
    }
    LossPhase phase = LossPhase.ofCode(in.readUnsignedByte());
    long observations = in.readLong();
    long plateauStartStep = in.readLong();
    double plateauLevel = in.readDouble();
    long risenAt = in.readLong();
    long risenLength = in.readLong();
    StepSpread spread = StepSpread.readFrom(in);
    BlockSeries blocks = BlockSeries.readFrom(in);
    DecayCue cue = format == CUED_FORMAT ? DecayCue.readFrom(in) : null;
    MsrDetector detector = new MsrDetector(spread, blocks, cue);
    detector.phase = phase;
    detector.observations = observations;
    detector.plateauStartStep = plateauStartStep;
    detector.plateauLevel = plateauLevel;
    detector.risenAt = risenAt;
    detector.risenLength = risenLength;
    return detector;
  }
}
