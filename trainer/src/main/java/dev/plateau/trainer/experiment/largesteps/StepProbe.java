package dev.plateau.trainer.experiment.largesteps;

import dev.plateau.trainer.listener.StepSink;

/** Something that is measured between a step's choice of samples and its update. Stateless. */
public interface StepProbe {
  /** Puts what is due into the step's row. */
  void measure(ScheduledStep step, StepSink sink);
}
