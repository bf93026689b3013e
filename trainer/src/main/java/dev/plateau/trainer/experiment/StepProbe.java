package dev.plateau.trainer.experiment;

import dev.plateau.trainer.listener.StepSink;

/** Something that is measured between a step's choice of samples and its update. Stateless. */
interface StepProbe {
  /** Puts what is due into the step's row. */
  void measure(ScheduledStep step, StepSink sink);
}
