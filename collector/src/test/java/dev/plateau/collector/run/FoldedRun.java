package dev.plateau.collector.run;

import dev.plateau.collector.phase.DetectorKind;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.RunId;
import java.util.ArrayList;
import java.util.List;

/** A run in the middle of being folded, with all that came of it so far. */
final class FoldedRun {
  private final RunFold fold;
  final List<RunEvent> events = new ArrayList<>();
  final List<Outcome> outcomes = new ArrayList<>();
  RunState state;
  private long offset;
  long nowMicros = Trainer.START_MICROS;
  long hearingSinceMicros;

  FoldedRun(String run) {
    this(run, DetectorKind.MSR_1);
  }

  FoldedRun(String run, DetectorKind detector) {
    fold = new RunFold(RunLife.DEFAULT, detector);
    state = fold.unseen(new RunId(run));
  }

  Outcome apply(Envelope envelope) {
    Folded folded = fold.apply(state, envelope, next());
    events.addAll(folded.events());
    outcomes.add(folded.outcome());
    return folded.outcome();
  }

  void malformed() {
    outcomes.add(fold.malformed(state, next()).outcome());
  }

  void tick(long watermarkMicros) {
    events.addAll(fold.tick(state, watermarkMicros, hearingSinceMicros));
  }

  /** Nothing comes for so long that the run is lost, if it has not ended, and then forgotten. */
  void passADay() {
    nowMicros += 2 * 3_600_000_000L;
    tick(nowMicros);
    nowMicros += 24 * 3_600_000_000L;
    tick(nowMicros);
  }

  /** Writes the state and goes on with what was read back. */
  void resume() {
    state = RunStateCodec.decode(RunStateCodec.encode(state));
  }

  private RecordPosition next() {
    nowMicros += 200_000;
    return new RecordPosition(0, offset++, nowMicros);
  }

  RunView view() {
    return RunView.of(state);
  }

  Totals totals() {
    return view().ledger().totals();
  }

  double metric(String name) {
    return view().metric(dev.plateau.protocol.MetricName.parse(name)).orElseThrow().value();
  }

  <T extends RunEvent> List<T> events(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
