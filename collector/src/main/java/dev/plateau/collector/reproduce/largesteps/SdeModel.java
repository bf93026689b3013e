package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.PlannedRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A task whose SGD is held against an SDE and against gradient flow, at its latest decay and on the
 * paper's own data.
 *
 * @param task whose
 * @param sparse how sparse it is: the predictor's nonzeros or the first layer's features
 */
record SdeModel(LargeStepTask task, CurvePanel sparse) {
  /** The paper's four. */
  static final List<SdeModel> ALL =
      List.of(
          new SdeModel(LargeStepTask.DIAGONAL, CurvePanel.NONZEROS),
          new SdeModel(LargeStepTask.REGRESSION, CurvePanel.SPARSITY),
          new SdeModel(LargeStepTask.TEACHER_STUDENT_2, CurvePanel.SPARSITY),
          new SdeModel(LargeStepTask.TEACHER_STUDENT_3, CurvePanel.SPARSITY));

  private static final long NOISES = 3;

  /** Its name for tables. */
  String name() {
    return task.experiment();
  }

  /** The schedule of the learning rate. */
  Rate rate() {
    return task.rate("decay-50");
  }

  /** SGD. */
  PlannedRun sgd() {
    return task.reference(rate());
  }

  /** Gradient flow. */
  PlannedRun flow() {
    return run("flow", 0);
  }

  /** The SDE, with one noise. */
  PlannedRun sde() {
    return run("sde", 0);
  }

  /** The SDE, with several noises; quick: with one. */
  List<PlannedRun> sdes(Extent extent) {
    return LongStream.range(0, extent.steps(NOISES, 1)).mapToObj(seed -> run("sde", seed)).toList();
  }

  private PlannedRun run(String method, long seed) {
    Map<String, String> settings = new HashMap<>(task.settings());
    settings.put("model", task.experiment());
    settings.put("method", method);
    settings.put("rate", rate().name());
    return new PlannedRun("sde", seed, task.steps(), settings);
  }
}
