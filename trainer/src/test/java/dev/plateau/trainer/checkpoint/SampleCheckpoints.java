package dev.plateau.trainer.checkpoint;

import dev.plateau.protocol.RunId;
import dev.plateau.trainer.experiment.training.SavedTraining;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checkpoints of a run of 100 steps, whose state is a few bytes. */
final class SampleCheckpoints {
  static final RunId RUN = new RunId("r1");

  private SampleCheckpoints() {}

  static RunPlan plan(RunId run, long every) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("rate", "0.1");
    settings.put("data-seed", "0");
    Map<String, String> tags = Map.of("wer", "ich – ü");
    return new RunPlan(run, "name of it", tags, "diagonal", -7, 100, settings, every);
  }

  static Checkpoint at(long steps) {
    return of(RUN, steps);
  }

  static Checkpoint of(RunId run, long steps) {
    byte[] state = {1, 2, 3, (byte) steps};
    return new Checkpoint(plan(run, 10), new SavedTraining(steps, state));
  }
}
