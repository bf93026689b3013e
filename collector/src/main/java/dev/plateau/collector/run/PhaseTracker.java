package dev.plateau.collector.run;

import dev.plateau.collector.phase.DetectorKind;
import dev.plateau.collector.phase.MsrDetector;
import dev.plateau.collector.phase.PhaseDetector;
import dev.plateau.collector.phase.PhaseEvent;
import dev.plateau.collector.phase.StorableDetector;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Watches one loss of a run: feeds the detector and keeps the account of the last four
 * stabilizations. Mutable; owned by one {@link RunState}.
 */
final class PhaseTracker {
  private static final int KEPT = 4;

  private final LossSource source;
  private final DetectorKind kind;
  private PhaseDetector detector;
  private boolean nonFiniteSeen;
  private long eventsInAttempt;
  private long lastOrdinal;
  private final Deque<Stabilization> stabilizations = new ArrayDeque<>();

  PhaseTracker(LossSource source, DetectorKind kind) {
    this(source, kind, kind.begin());
  }

  private PhaseTracker(LossSource source, DetectorKind kind, PhaseDetector detector) {
    this.source = source;
    this.kind = kind;
    this.detector = detector;
  }

  /** A new attempt resets everything but the numbering of stabilizations and their account. */
  void restart() {
    detector = kind.begin();
    nonFiniteSeen = false;
    eventsInAttempt = 0;
  }

  /** Forgets all but the numbers, so that nothing said later has the id of what was said before. */
  void forget() {
    detector = kind.begin();
    stabilizations.clear();
  }

  void supersedeFrom(long step) {
    stabilizations.removeIf(stabilization -> stabilization.lastStepKnown() >= step);
  }

  void observe(long step, double loss, AttemptProgress progress, Emission emission) {
    if (!Double.isFinite(loss) && !nonFiniteSeen) {
      nonFiniteSeen = true;
      emission.add(
          new RunEvent.NonFiniteLoss(
              emission.header(step, "non_finite_loss", source.label()), source, loss));
    }
    detector.learningRate(step, progress.learningRate.rate());
    detector.observe(step, loss).ifPresent(event -> conclude(event, step, progress, emission));
  }

  private void conclude(PhaseEvent event, long step, AttemptProgress progress, Emission emission) {
    RunEvent.Header header =
        emission.header(step, detector.name(), source.label(), eventsInAttempt++);
    if (event instanceof PhaseEvent.StabilizationBegan began) {
      Stabilization stabilization =
          new Stabilization(
              source, ++lastOrdinal, began.startStep(), step, began.levelLog10(), null);
      stabilizations.addLast(stabilization);
      if (stabilizations.size() > KEPT) {
        stabilizations.removeFirst();
      }
      emission.add(new RunEvent.StabilizationBegan(header, detector.name(), stabilization));
    } else if (event instanceof PhaseEvent.StabilizationEnded ended) {
      boolean decayed = progress.learningRate.fellSince(lastQuarter(ended));
      end(
          header,
          ended.plateauStartStep(),
          ended.onsetStep(),
          ended.levelLog10(),
          ended.changeDecades(),
          decayed ? Cause.LEARNING_RATE : Cause.DRIFT,
          progress,
          emission);
    } else if (event instanceof PhaseEvent.Diverged diverged) {
      end(
          header,
          diverged.plateauStartStep(),
          diverged.onsetStep(),
          diverged.levelLog10(),
          Double.NaN,
          Cause.DIVERGENCE,
          progress,
          emission);
    }
  }

  private static double lastQuarter(PhaseEvent.StabilizationEnded ended) {
    return ended.plateauStartStep() + 0.75 * (ended.onsetStep() - ended.plateauStartStep());
  }

  private void end(
      RunEvent.Header header,
      long startStep,
      long onsetStep,
      double levelLog10,
      double changeDecades,
      Cause cause,
      AttemptProgress progress,
      Emission emission) {
    Stabilization.End end =
        new Stabilization.End(
            onsetStep,
            progress.clock.timeOf(onsetStep),
            header.step(),
            emission.timeMicros(),
            changeDecades,
            cause);
    Stabilization begun = takeBegun(startStep, levelLog10);
    Stabilization ended =
        begun.endedBy(end, Double.isNaN(levelLog10) ? begun.levelLog10() : levelLog10);
    stabilizations.addLast(ended);
    emission.add(
        new RunEvent.StabilizationEnded(
            header,
            detector.name(),
            ended,
            end,
            progress.learningRate.rateBeforeFall(),
            progress.learningRate.rate()));
  }

  /** The account of the stabilization that ends; it is the last one, as no two overlap. */
  private Stabilization takeBegun(long startStep, double levelLog10) {
    Stabilization last = stabilizations.pollLast();
    if (last != null && last.end().isEmpty() && last.startStep() == startStep) {
      return last;
    }
    // Its beginning was superseded by a resumed attempt's rows, or never told: the end stands for
    // itself.
    if (last != null) {
      stabilizations.addLast(last);
    }
    return new Stabilization(source, ++lastOrdinal, startStep, startStep, levelLog10, null);
  }

  RunPhase phase() {
    return switch (detector.phase()) {
      case DESCENDING -> RunPhase.DESCENDING;
      case STABILIZED -> RunPhase.STABILIZED;
      case FITTING -> RunPhase.FITTING;
      case DIVERGED -> RunPhase.DIVERGED;
    };
  }

  List<Stabilization> stabilizations() {
    return List.copyOf(stabilizations);
  }

  /** What is left of it when the run is forgotten. */
  void writeNumbersTo(DataOutput out) throws IOException {
    out.writeBoolean(nonFiniteSeen);
    Varint.write(out, eventsInAttempt);
    Varint.write(out, lastOrdinal);
  }

  /** Reads what {@link #writeNumbersTo} wrote. */
  void readNumbersFrom(DataInput in) throws IOException {
    nonFiniteSeen = in.readBoolean();
    eventsInAttempt = Varint.read(in);
    lastOrdinal = Varint.read(in);
  }

  void writeTo(DataOutput out) throws IOException {
    if (!(detector instanceof StorableDetector storable)) {
      throw new IllegalStateException(
          "the state of " + detector.name() + " cannot be kept: it is for what was recorded");
    }
    storable.writeTo(out);
    writeNumbersTo(out);
    Varint.write(out, stabilizations.size());
    for (Stabilization stabilization : stabilizations) {
      stabilization.writeTo(out);
    }
  }

  static PhaseTracker readFrom(LossSource source, DataInput in) throws IOException {
    MsrDetector detector = MsrDetector.readFrom(in);
    DetectorKind kind = DetectorKind.named(detector.name()).orElseThrow();
    PhaseTracker tracker = new PhaseTracker(source, kind, detector);
    tracker.readNumbersFrom(in);
    int size = Varint.readInt(in);
    for (int i = 0; i < size; i++) {
      tracker.stabilizations.addLast(Stabilization.readFrom(in));
    }
    return tracker;
  }
}
