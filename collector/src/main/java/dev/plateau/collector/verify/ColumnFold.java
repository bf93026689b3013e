package dev.plateau.collector.verify;

import dev.plateau.collector.phase.PhaseDetector;
import dev.plateau.collector.phase.PhaseEvent;
import dev.plateau.collector.phase.PhaseEvent.Diverged;
import dev.plateau.collector.phase.PhaseEvent.StabilizationEnded;
import dev.plateau.collector.verify.Alarm.Kind;
import java.util.ArrayList;
import java.util.List;

/** One column of one trace on its way through a detector. */
final class ColumnFold {
  private final PhaseDetector detector;
  private final List<Alarm> alarms = new ArrayList<>();
  private long observations;

  ColumnFold(PhaseDetector detector) {
    this.detector = detector;
  }

  void learningRate(long step, double value) {
    detector.learningRate(step, value);
  }

  void observe(long step, double value) {
    detector.observe(step, value).ifPresent(event -> raise(event, step));
    observations++;
  }

  List<Alarm> alarms() {
    return alarms;
  }

  long observations() {
    return observations;
  }

  /** That stabilization began is an event, but nobody is alarmed. */
  private void raise(PhaseEvent event, long step) {
    if (event instanceof StabilizationEnded ended) {
      alarms.add(
          new Alarm(observations, step, Kind.DROP, ended.plateauStartStep(), ended.onsetStep()));
    } else if (event instanceof Diverged diverged) {
      alarms.add(
          new Alarm(
              observations,
              step,
              Kind.DIVERGED,
              diverged.plateauStartStep(),
              diverged.onsetStep()));
    }
  }
}
