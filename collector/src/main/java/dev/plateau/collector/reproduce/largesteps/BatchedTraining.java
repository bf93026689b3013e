package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.PlannedRun;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * A three-layer student at its latest decay, by batches, perhaps at a smaller step size and for as
 * many more steps.
 *
 * @param name in legends
 * @param batchSize samples a step, at least 1
 * @param slower by what the step size is divided and the steps are multiplied, at least 1
 */
record BatchedTraining(String name, int batchSize, int slower) {
  /** What is trained. */
  static final LargeStepTask TASK = LargeStepTask.TEACHER_STUDENT_3;

  private static final Rate RATE = TASK.rate("decay-50");
  private static final String RATE_SCALE = "rate-scale";

  /** The run on the data and first weights of a seed; 0: the paper's own. */
  PlannedRun run(int dataSeed) {
    PlannedRun plain = TASK.run(RATE, dataSeed);
    Map<String, String> settings = new HashMap<>(plain.settings());
    if (batchSize > 1) {
      settings.put("batch-size", Integer.toString(batchSize));
    }
    if (slower > 1) {
      BigDecimal scale = new BigDecimal(settings.getOrDefault(RATE_SCALE, "1"));
      settings.put(RATE_SCALE, scale.divide(BigDecimal.valueOf(slower)).toPlainString());
    }
    return new PlannedRun(plain.experiment(), plain.seed(), steps(), settings);
  }

  /** Steps of the run; schedules span them. */
  long steps() {
    return (TASK.steps() - 1) * slower + 1;
  }

  /** The step at which the step size falls. */
  long decayStep() {
    return TASK.decayStep(RATE) * slower;
  }
}
